using System.Security.Cryptography;
using Notifications.Storage.Journal.Format;
using Notifications.Storage.Journal.Writing;

namespace Notifications.Storage.Journal.Reading;

/// <summary>Reads a journal at start: what is whole, what was cut off, what is missing. May be interrupted at any point and begun again.</summary>
internal sealed class JournalRecovery(IJournalDirectory directory, JournalOptions options, JournalReplay replay, JournalLog log)
{
    private const int MostTornCopies = 8;

    // A segment is longer than was asked for only to hold one group, and that is read as a whole.
    private const long LongestFile = JournalOptions.LargestSegment + (256L << 20);
    private readonly List<Loss> _losses = [];
    private bool _hasOrphans;
    private FileHeader? _missing;

    /// <summary>The checkpoint, if there is one, and the segments behind it.</summary>
    public List<JournalFile> Files { get; } = [];

    /// <summary>The identity that all files carry.</summary>
    public Guid Store { get; private set; }

    /// <summary>The number of the next segment.</summary>
    public long NextNumber { get; private set; } = 1;

    /// <summary>The number of the next commit.</summary>
    public long NextLsn { get; private set; } = 1;

    /// <summary>Files that were damaged and given up: they are to be set aside when what is left of them is safe elsewhere.</summary>
    public IReadOnlyList<string> DamagedFiles => [.. _losses.Select(static loss => loss.File).Distinct(StringComparer.Ordinal).Intersect(directory.List())];

    public bool HasLosses => _losses.Count > 0 || _hasOrphans;

    /// <summary>Reads everything.</summary>
    /// <exception cref="JournalException">Something is missing and the operator has not agreed to go on without it, or a later release wrote it.</exception>
    public void Run()
    {
        FindFiles();
        var sequence = new ReplaySequence(directory, replay, rescues: true);
        sequence.Run(Files, _missing?.FirstLsn ?? 0);
        NextLsn = Math.Max(sequence.NextLsn, _missing?.FirstLsn ?? 0);
        _losses.AddRange(sequence.Losses);
        if (_missing is { } newest)
            _losses.Add(new Loss(FileNames.Segment(newest.Number), 0, sequence.NextLsn, 0, "the newest segment is missing"));
        if (HasLosses)
            AcceptLosses();
        if (!replay.MarkReferenced())
            AcceptOrphans();
        if (Files.Count > 0 && Files[^1] is { Header.Kind: FileKind.Segment, IsDamaged: false } last)
        {
            Cut(last, sequence.Tail);
            if (sequence.Tail == TailKind.Holed)
                log.Lost($"{last.Name} from byte {last.End} on, commits {NextLsn} and later, although commit {sequence.FoundLsn} stands behind the hole: under OsBuffered a crash of the machine leaves that; if there was none, the disk has changed what was written");
        }

        log.Recovered(Files.Count, NextLsn - 1);
    }

    private void FindFiles()
    {
        var segments = new SortedDictionary<long, string>();
        var checkpoints = new SortedDictionary<long, string>();
        var hasHead = false;
        foreach (var name in directory.List())
        {
            hasHead |= name == FileNames.Head;
            if (FileNames.IsSegment(name, out var number))
                segments[number] = name;
            else if (FileNames.IsCheckpoint(name, out number))
                checkpoints[number] = name;
            else if (FileNames.IsUnfinished(name))
                directory.Delete(name);
        }

        long first = 0;
        List<string> covered = [];
        foreach (var (number, name) in checkpoints.Reverse())
        {
            // An older one is there only when the process ended before it could delete it.
            if (first > 0)
                covered.Add(name);
            else if (Read(name, FileKind.Checkpoint, number) is { } checkpoint)
                first = Add(checkpoint);
        }

        foreach (var (number, name) in segments)
        {
            if (number < FileHeader.HighestNumber)
                NextNumber = Math.Max(NextNumber, number + 1);
            if (number < first)
                covered.Add(name);
            else if (Read(name, FileKind.Segment, number) is { } segment)
                Add(segment);
        }

        DeleteCovered(covered);
        NextNumber = Math.Max(NextNumber, first);
        FindNewest(hasHead, segments.Count == 0 ? 0 : segments.Keys.Last(), first);
        if (Store == Guid.Empty)
            Store = new Guid(RandomNumberGenerator.GetBytes(16));
    }

    /// <summary>Finds out whether the newest segment of all is there: nothing else tells that it ever was.</summary>
    private void FindNewest(bool hasHead, long newest, long covered)
    {
        if (!hasHead)
        {
            if (Files.Exists(static f => f.Header.HasHead))
                _losses.Add(new Loss(FileNames.Head, 0, 0, 0, "the file is missing, so that nobody knows whether the newest segments are there"));
            return;
        }

        using var file = new RescuedFile(directory.Open(FileNames.Head));
        var note = SegmentHead.Read(file, out var isNewer);
        if (isNewer)
            throw Newer(FileNames.Head);
        if (note is not { } head || (Store != Guid.Empty && Store != head.Store))
        {
            _losses.Add(new Loss(FileNames.Head, 0, 0, 0, "the file is damaged or belongs to another journal, so that nobody knows whether the newest segments are there"));
            return;
        }

        Store = head.Store;
        NextNumber = Math.Max(NextNumber, head.Number + 1);
        if (head.Number > newest && head.Number >= covered && head.Number > 0)
            _missing = head;
    }

    /// <summary>The process before this one may have ended between the naming of its checkpoint and its confirmation: before what it covers goes, its name has to be safe.</summary>
    private void DeleteCovered(List<string> covered)
    {
        if (covered.Count == 0)
            return;
        directory.Flush();
        foreach (var name in covered)
            directory.Delete(name);
    }

    private long Add(JournalFile file)
    {
        if (Store == Guid.Empty)
            Store = file.Header.Store;
        if (Store != file.Header.Store)
        {
            _losses.Add(new Loss(file.Name, 0, 0, 0, "the file belongs to another journal"));
            return 0;
        }

        Files.Add(file);
        return file.Header.Number;
    }

    private JournalException Newer(string name) =>
        new(JournalError.Newer, $"The journal in '{directory.Path}' was written by a later release ({name}): run that release.");

    private JournalFile? Read(string name, FileKind kind, long number)
    {
        using var file = new RescuedFile(directory.Open(name));
        Span<byte> bytes = stackalloc byte[FileHeader.Size];
        var length = file.Length;
        if (FileHeader.TryRead(bytes[..file.Read(bytes, 0)], out var header, out var isNewer) && header.Number == number
            && header.Kind == kind && (header.Kind == FileKind.Checkpoint || length <= LongestFile))
            return new JournalFile(name, header, length);
        if (isNewer)
            throw Newer(name);
        _losses.Add(new Loss(name, 0, 0, 0, $"the file's header {(file.Reason is { } reason ? $"cannot be read by the disk ({reason})" : "is damaged or the file is longer than any of a journal")}, so that none of it can be read"));
        return null;
    }

    private void AcceptLosses()
    {
        var text = string.Join("; ", _losses);
        if (!options.ContinueWithLoss)
        {
            throw new JournalException(
                JournalError.Damaged,
                $"The journal in '{directory.Path}' is damaged: {text}. Restore the directory from a backup, or set ContinueWithLoss for one start to go on without what is missing.");
        }

        foreach (var loss in _losses)
            log.Lost(loss.ToString());
        var orphans = replay.DropOrphans();
        if (orphans.Count > 0)
            log.Orphaned(orphans.Count);
    }

    /// <summary>All files are whole, and yet something live refers to what none of them has.</summary>
    private void AcceptOrphans()
    {
        var orphans = replay.DropOrphans();
        if (!options.ContinueWithLoss)
        {
            throw new JournalException(
                JournalError.Damaged,
                $"The journal in '{directory.Path}' is damaged: the events or contents of {orphans.Count} live deliveries are in none of its files. Restore the directory from a backup, or set ContinueWithLoss for one start to go on without these deliveries.");
        }

        log.Orphaned(orphans.Count);
        _hasOrphans = true;
    }

    /// <summary>Saves aside what stands behind the last good commit, and cuts it off.</summary>
    private void Cut(JournalFile last, TailKind tail)
    {
        using var file = directory.Open(last.Name);
        if (tail is TailKind.Torn or TailKind.Holed)
            SaveAside(file, last);
        if (last.End < last.Length)
            file.Truncate(last.End);

        // What was read may stand in the memory of the system alone; it is about to be acted upon.
        file.Flush();
    }

    private void SaveAside(IJournalFile file, JournalFile last)
    {
        var bytes = new byte[last.Length - last.End];
        file.Read(bytes, last.End);
        var length = bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        var name = last.Name + FileNames.Torn;
        try
        {
            var older = directory.List().Where(static n => n.EndsWith(FileNames.Torn, StringComparison.Ordinal)).ToList();
            for (var i = 0; i <= older.Count - MostTornCopies; i++)
                directory.Delete(older[i]);
            using (var copy = directory.Create(name))
            {
                copy.Write(bytes.AsSpan(0, length), 0);
                copy.Flush();
            }

            directory.Flush();
            log.TornTail(last.Name, last.End, length, name);
        }
        catch (IOException error) when (DiskErrors.IsFull(error))
        {
            // It was never confirmed: a full disk must not keep the rest from being delivered.
            directory.Delete(name);
            log.TornTail(last.Name, last.End, length, "nothing, for the disk is full");
        }
    }
}
