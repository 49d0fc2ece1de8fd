using Notifications.Storage.Journal.Format;
using Notifications.Storage.Journal.Reading;

namespace Notifications.Storage.Journal.Writing;

/// <summary>Appends groups of commits to the last segment, and begins another one when it is full or has failed.</summary>
internal sealed class SegmentLog(SegmentSupply supply, JournalOptions options, TimeProvider clock, JournalLog log) : IDisposable
{
    private const int LargestKept = 4 * 1024 * 1024;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly List<JournalFile> _sealed = [];
    private readonly RequestBuffer _bytes = new(LargestKept);
    private readonly HashSet<string> _unconfirmed = new(StringComparer.Ordinal);
    private Segment? _current;
    private long _number;
    private long _failedAt;
    private long _flushedFrom;

    /// <summary>Proves that the files are there; null where that is not asked for.</summary>
    public FilePresence? Presence { get; init; }

    /// <summary>The number of the next commit.</summary>
    public long NextLsn { get; private set; }

    /// <summary>Why nothing can be written now; null while all is well.</summary>
    public string? Failure { get; private set; }

    /// <summary>The disk has not answered for so long that somebody has to know; null while it answers.</summary>
    public TimeSpan? Silence => Volatile.Read(ref _flushedFrom) is var from and not 0 && clock.GetElapsedTime(from) is var waited && waited > Patience ? waited : null;

    /// <summary>The last group was tried, and found no room.</summary>
    public bool HasFoundNoRoom { get; private set; }

    /// <summary>A segment was begun since this was last set to false.</summary>
    public bool HasRolled { get; set; }

    /// <summary>How long the flush of the last group took; null when it was not flushed.</summary>
    public TimeSpan? LastFlush { get; private set; }

    /// <summary>How many bytes the last group was.</summary>
    public int LastBytes => _bytes.Length;

    /// <summary>Bytes in use in the segments that no checkpoint covers, and how many such segments there are.</summary>
    public (long Bytes, int Count) Uncovered
    {
        get
        {
            lock (_gate)
                return (_sealed.Where(static f => f.Header.Kind == FileKind.Segment).Sum(static f => f.End), _sealed.Count);
        }
    }

    /// <summary>Bytes of the checkpoint and of all segments, and how many segments there are.</summary>
    public (long Bytes, int Segments) OnDisk
    {
        get
        {
            lock (_gate)
                return (_sealed.Sum(static f => f.Length) + (_current?.Capacity ?? 0), _sealed.Count(static f => f.Header.Kind == FileKind.Segment) + (_current is null ? 0 : 1));
        }
    }

    /// <summary>The disk did not confirm a segment into which commits were accepted without confirmation: what is live in it has to be written down anew.</summary>
    public bool HasUnconfirmed
    {
        get
        {
            lock (_gate)
                return _unconfirmed.Count > 0;
        }
    }

    public long CheckpointBytes
    {
        get
        {
            lock (_gate)
                return _sealed.Where(static f => f.Header.Kind == FileKind.Checkpoint).Sum(static f => f.End);
        }
    }

    /// <summary>Goes on behind what was read at start.</summary>
    public void Start(IEnumerable<JournalFile> files, long number, long nextLsn)
    {
        _sealed.AddRange(files);
        _number = number - 1;
        NextLsn = nextLsn;
        Roll(0, mayUseReserve: true);
    }

    /// <summary>What a compaction may read: all but the segment that is written to.</summary>
    /// <returns>The files in their order, and the number and the first commit of the segment behind them, which there may not be yet.</returns>
    public (List<JournalFile> Files, long Number, long FirstLsn) Snapshot()
    {
        lock (_gate)
            return ([.. _sealed], _current?.Header.Number ?? _number + 1, _current?.Header.FirstLsn ?? NextLsn);
    }

    /// <summary>The segment that is written to, and the commit behind the last that is safe in it; null where nothing is known to be safe.</summary>
    public (JournalFile File, long EndLsn)? SafePart()
    {
        lock (_gate)
        {
            return _current is { } current && options.Durability == JournalDurability.Durable && Failure is null && NextLsn > current.Header.FirstLsn
                ? (current.Seal(), NextLsn)
                : null;
        }
    }

    /// <summary>Puts a checkpoint in the place of what it covers.</summary>
    public void Replace(IReadOnlyCollection<JournalFile> covered, JournalFile checkpoint)
    {
        lock (_gate)
        {
            _sealed.RemoveAll(file => covered.Contains(file));
            _sealed.Insert(0, checkpoint);
            _unconfirmed.ExceptWith(covered.Select(static file => file.Name));
        }
    }

    /// <summary>Appends a group and returns when it is as safe as was promised.</summary>
    /// <param name="group">The commits.</param>
    /// <returns>Null, or why nothing was stored.</returns>
    public string? Append(ReadOnlySpan<CommitRequest> group)
    {
        var isStored = false;
        try
        {
            var failure = TryAppend(group);
            isStored = failure is null;
            return failure;
        }
        finally
        {
            // Whatever it was, a logger of the host that throws even: what may stand in the segment does not count, so nothing may be written behind it.
            if (!isStored)
                Close();
        }
    }

    private string? TryAppend(ReadOnlySpan<CommitRequest> group)
    {
        HasFoundNoRoom = false;
        if (Failure is { } failure && _failedAt != 0 && clock.GetElapsedTime(_failedAt) < RetryAfter)
            return failure;
        if (FindMissing() is { } missing)
            return Fail(missing);
        long size = 0;
        foreach (var request in group)
            size += FrameHeader.Size + FrameHeader.Padded(request.Bytes.Length);
        try
        {
            if (_current is null || !_current.Fits(size))
                Roll(size);
            Write(group);
        }
        catch (Exception error) when (DiskErrors.IsOfDisk(error))
        {
            // What a failed flush has left on the disk nobody knows. The group is written once more, to another file, whose header says that the first writing does not count.
            if (Failure is null)
                log.WriteFailed(error);
            try
            {
                Roll(size);
                Write(group);
                log.WroteElsewhere();
            }
            catch (Exception again) when (DiskErrors.IsOfDisk(again))
            {
                return Fail(again);
            }
        }

        if (Failure is not null)
            log.WorksAgain();
        Failure = null;
        NextLsn += group.Length;
        return null;
    }

    /// <summary>Finds out while nothing is written whether the files are there.</summary>
    public void Look()
    {
        if (Failure is not null && Presence?.IsMissing != true)
            return;
        if (FindMissing() is { } missing)
        {
            Fail(missing);
        }
        else if (Failure is not null)
        {
            log.WorksAgain();
            Failure = null;
        }
    }

    /// <summary>Something has changed: the next group is tried, though the last one failed a moment ago.</summary>
    public void RetryNow() => _failedAt = 0;

    /// <summary>Flushes what the operating system holds, at the end of a segment that was not flushed for each group. A file that does not confirm it is not asked again:
    /// the next checkpoint, which is read from what the system holds, makes it safe.</summary>
    public void FlushLast()
    {
        if (_current is not { } last)
            return;
        try
        {
            last.Flush();
        }
        catch (Exception error) when (DiskErrors.IsOfDisk(error))
        {
            lock (_gate)
                _unconfirmed.Add(last.Name);
            log.EndUnsafe(last.Name, error);
        }
    }

    public void Dispose() => _current?.Dispose();

    private Exception? FindMissing()
    {
        try
        {
            Presence?.Prove(Sealed, _current);
            return null;
        }
        catch (Exception error) when (DiskErrors.IsOfDisk(error))
        {
            return error;
        }
    }

    private List<JournalFile> Sealed()
    {
        lock (_gate)
            return [.. _sealed];
    }

    private string Fail(Exception error)
    {
        Close();
        _failedAt = clock.GetTimestamp();
        HasFoundNoRoom = DiskErrors.IsFull(error);
        var reason = DiskErrors.IsFull(error)
            ? "The journal's disk is full, and its reserve too: free some space."
            : $"The journal's disk has failed ({error.Message}): see the log; it is tried again every second.";
        if (Failure is null)
            log.Failed(reason, error);
        return Failure = reason;
    }

    private void Write(ReadOnlySpan<CommitRequest> group)
    {
        var segment = _current!;
        _bytes.Clear();
        var lsn = NextLsn;
        foreach (var request in group)
        {
            var at = _bytes.Length;
            var total = FrameHeader.Size + FrameHeader.Padded(request.Bytes.Length);
            _bytes.GetSpan(total);
            _bytes.Advance(total);
            var frame = _bytes.From(at);
            request.Bytes.Written.CopyTo(frame[FrameHeader.Size..]);
            FrameHeader.Write(frame, request.Bytes.Length, lsn++, segment.Position, segment.Header.Salt);
        }

        segment.Append(_bytes.Written);
        LastFlush = null;
        if (options.Durability != JournalDurability.Durable)
            return;
        var started = clock.GetTimestamp();
        Volatile.Write(ref _flushedFrom, started);
        try
        {
            segment.Flush();
        }
        finally
        {
            Volatile.Write(ref _flushedFrom, 0);
        }

        LastFlush = clock.GetElapsedTime(started);
        if (LastFlush > Patience)
            log.Slow(LastFlush.Value.TotalSeconds);
    }

    /// <summary>Begins the next segment. The number of its first commit ends the one before it, whatever else stands there.</summary>
    private void Roll(long bytes, bool mayUseReserve = false)
    {
        if (options.Durability == JournalDurability.OsBuffered && Failure is null)
            FlushLast();
        Close();
        var next = supply.Begin(_number + 1, NextLsn, bytes, mayUseReserve);
        lock (_gate)
        {
            _number++;
            _current = next;
        }

        HasRolled = true;
    }

    private void Close()
    {
        if (_current is not { } last)
            return;
        lock (_gate)
        {
            _sealed.Add(last.Seal());
            _current = null;
        }

        last.Dispose();
    }
}
