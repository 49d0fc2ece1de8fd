using System.Security.Cryptography;
using Notifications.Storage.Journal.Format;

namespace Notifications.Storage.Journal.Writing;

/// <summary>Writes segments ahead, so that the end of the disk is met before a commit depends on it, and overwriting is all that a commit does.</summary>
internal sealed class SegmentSupply(IJournalDirectory directory, JournalOptions options, Guid store, JournalLog log)
{
    private const int LargestReserve = 1024 * 1024;
    private static readonly byte[] Zeros = new byte[64 * 1024];
    private readonly Lock _gate = new();
    private readonly SegmentHead _head = new(directory, store);
    private volatile bool _isLow;
    private volatile string? _trouble;
    private long _provided;

    /// <summary>How many bytes it takes to write down the ends of all that is live: while they fit, a disk that is full of live work empties itself.</summary>
    public Func<long> OutcomeBytes { get; init; } = static () => 0;

    /// <summary>The disk has no room for what is kept ahead: new work is refused.</summary>
    public bool IsLow => _isLow;

    /// <summary>Why what is kept ahead could not be written, though there is room; null when it is there. What fits into the last segment is taken all the same.</summary>
    public string? Trouble => _trouble;

    /// <summary>It is to be tried again.</summary>
    public bool IsLacking => _isLow || _trouble is not null;

    /// <summary>What is kept for a checkpoint on a full disk.</summary>
    public int ReserveSize => Math.Clamp(options.SegmentSize / 4, JournalOptions.SmallestSegment / 4, LargestReserve);

    /// <summary>So much has become live since the disk was looked at, that what is free may not suffice for its ends.</summary>
    public bool NeedsLook => OutcomeBytes() > Volatile.Read(ref _provided) + (options.SegmentSize / 4);

    /// <summary>Writes ahead what is missing.</summary>
    public void Prepare()
    {
        lock (_gate)
        {
            // In another's directory nothing is made ready.
            if (!directory.IsOurs)
                return;
            try
            {
                var names = directory.List();
                if (!names.Contains(FileNames.Reserve))
                    Fill(FileNames.Reserve, ReserveSize);
                if (!names.Contains(FileNames.Spare))
                    Fill(FileNames.Spare, options.SegmentSize);
                var needed = OutcomeBytes();
                Volatile.Write(ref _provided, needed);
                if (directory.FreeBytes + options.SegmentSize < needed)
                    throw DiskErrors.Full("what is left is kept for the outcomes of what was accepted");
                var (wasLow, hadTrouble) = (_isLow, _trouble is not null);
                (_isLow, _trouble) = (false, null);
                if (wasLow)
                    log.SpaceBack(directory.Path);
                if (hadTrouble)
                    log.PreparedAgain(directory.Path);
            }
            catch (Exception error) when (DiskErrors.IsOfDisk(error))
            {
                Note(error);
            }
        }
    }

    /// <summary>Gives the room of the reserve to a compaction, and takes it back before anybody else can.</summary>
    /// <param name="compact">The compaction.</param>
    public void SpendReserve(Action compact)
    {
        lock (_gate)
        {
            directory.Delete(FileNames.Reserve);
            try
            {
                compact();
            }
            finally
            {
                try
                {
                    Fill(FileNames.Reserve, ReserveSize);
                }
                catch (Exception error) when (DiskErrors.IsOfDisk(error))
                {
                    Note(error);
                }
            }
        }
    }

    /// <summary>Begins a segment: its header and its name are on disk when this returns.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="firstLsn">Its first commit.</param>
    /// <param name="bytes">How much it must hold at least.</param>
    /// <param name="mayUseReserve">Nothing else can be done: a journal that opens on a full disk has to write down that it does.</param>
    /// <exception cref="IOException">There is no room, or the disk fails.</exception>
    public Segment Begin(long number, long firstLsn, long bytes, bool mayUseReserve)
    {
        lock (_gate)
        {
            FilePresence.Prove(directory);
            _head.Prepare(firstLsn);
            var name = FindFile(FileHeader.Size + bytes, mayUseReserve);
            var header = new FileHeader(
                FileKind.Segment, options.Durability == JournalDurability.OsBuffered, BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint))), store, number, firstLsn)
            {
                HasHead = true,
                Boot = directory.Boot,
            };
            var file = directory.Open(name);
            try
            {
                Span<byte> bytesOfHeader = stackalloc byte[FileHeader.Size];
                header.Write(bytesOfHeader);
                file.Write(bytesOfHeader, 0);
                file.Flush();
                directory.Rename(name, FileNames.Segment(number));
                directory.Flush();
                _head.Note(number, firstLsn);
                return new Segment(file, header);
            }
            catch (Exception error)
            {
                file.Dispose();
                if (DiskErrors.IsOfDisk(error))
                    GiveUp(name);
                throw;
            }
        }
    }

    /// <summary>A file that the disk did not take is not tried again: it may stand on a bad place.</summary>
    private void GiveUp(string name)
    {
        try
        {
            directory.Delete(name);
        }
        catch (Exception error) when (DiskErrors.IsOfDisk(error))
        {
            // Then it is overwritten the next time.
        }
    }

    private string FindFile(long bytes, bool mayUseReserve)
    {
        var names = directory.List();
        if (names.Contains(FileNames.Spare) && IsLargeEnough(FileNames.Spare, bytes))
            return FileNames.Spare;
        const string Fresh = FileNames.Fresh + FileNames.Unfinished;
        try
        {
            Fill(Fresh, _isLow ? Math.Max(JournalOptions.SmallestSegment, bytes) : Math.Max(options.SegmentSize, bytes));
            return Fresh;
        }
        catch (IOException error) when (DiskErrors.IsFull(error))
        {
            Note(error);
            if (mayUseReserve && names.Contains(FileNames.Reserve) && IsLargeEnough(FileNames.Reserve, bytes))
                return FileNames.Reserve;
            Fill(Fresh, Math.Max(JournalOptions.SmallestSegment / 4, bytes));
            return Fresh;
        }
    }

    private void Note(Exception error)
    {
        // A directory that has gone is not full.
        if (!directory.IsOurs)
            return;
        if (DiskErrors.IsFull(error))
        {
            var wasLow = _isLow;
            (_isLow, _trouble) = (true, null);
            if (!wasLow)
                log.SpaceLow(directory.Path, error.Message);
            return;
        }

        // A disk that fails is not full; one that was full has not said that it is no more.
        var isNew = _trouble is null;
        _trouble = error.Message;
        if (isNew)
            log.NotPrepared(directory.Path, error);
    }

    private bool IsLargeEnough(string name, long bytes)
    {
        using var file = directory.Open(name);
        return file.Length >= bytes;
    }

    /// <summary>Writes a file of zeros; it has its name only when it is complete.</summary>
    private void Fill(string name, long size)
    {
        var unfinished = name.EndsWith(FileNames.Unfinished, StringComparison.Ordinal) ? name : name + FileNames.Unfinished;
        try
        {
            using var file = directory.Create(unfinished);
            for (long at = 0; at < size; at += Zeros.Length)
                file.Write(Zeros.AsSpan(0, (int)Math.Min(Zeros.Length, size - at)), at);
            file.Flush();
        }
        catch (Exception error) when (DiskErrors.IsOfDisk(error))
        {
            directory.Delete(unfinished);
            throw;
        }

        if (unfinished != name)
            directory.Rename(unfinished, name);
    }
}
