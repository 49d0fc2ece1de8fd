using Notifications.Storage.Journal.Format;
using Notifications.Storage.Journal.Reading;

namespace Notifications.Storage.Journal.Writing;

/// <summary>Writes segments ahead and puts a checkpoint in the place of old ones, beside the writer. One at a time.</summary>
internal sealed class JournalUpkeep(
    IJournalDirectory directory, JournalOptions options, SegmentSupply supply, SegmentLog segments, CheckpointWriter checkpoints, TimeProvider clock, JournalLog log)
{
    /// <summary>So many segments must be written before it is worth their reading.</summary>
    private const int SegmentsToCompact = 4;
    private const int MostSegments = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Lock _working = new();
    private Task _work = Task.CompletedTask;
    private bool _isAsked;
    private bool _isStopped;
    private long _lastLook;
    private bool _isKnown;

    // What the last compaction on a full disk saw that came to nothing.
    private (long Lsn, int Files, long FreeBytes, long At)? _vain;

    /// <summary>How much of the past a checkpoint keeps.</summary>
    public required StoreLimits Limits { get; init; }

    public required JournalMetrics Metrics { get; init; }

    /// <summary>The work is done where it is asked for. Default: on another thread.</summary>
    public bool Inline { get; init; }

    /// <summary>All live records have been read: files may go.</summary>
    public bool MayCompact { get; set; }

    /// <summary>Why the files cannot be trusted any more; null while they can.</summary>
    public string? Damage { get; private set; }

    /// <summary>Sees to it that the work is done soon.</summary>
    /// <param name="isUrgent">Something has changed. Else it is looked at once a second: on a full disk each refusal asks, and on one that fails each commit.</param>
    public void Request(bool isUrgent = true)
    {
        lock (_gate)
        {
            if (_isStopped || (!isUrgent && !Inline && clock.GetElapsedTime(_lastLook) < Pause))
                return;
            _lastLook = clock.GetTimestamp();
            _isAsked = true;
            if (!_work.IsCompleted)
                return;
            if (!Inline)
                _work = Task.Run(Run);
        }

        if (Inline)
            Run();
    }

    /// <summary>Compacts now, on the caller's thread, for nothing can be written otherwise.</summary>
    /// <returns>False when that did not help.</returns>
    public bool MakeRoom()
    {
        lock (_working)
            return MayCompact && Damage is null && Work(isNeeded: true);
    }

    /// <summary>Ends when the work under way has ended.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _isStopped = true;
            _isAsked = false;
            return _work;
        }
    }

    private void Run()
    {
        while (true)
        {
            lock (_gate)
            {
                if (!_isAsked)
                {
                    _work = Task.CompletedTask;
                    return;
                }

                _isAsked = false;
            }

            lock (_working)
                Work();
        }
    }

    private bool Work(bool isNeeded = false)
    {
        var hasCompacted = false;
        try
        {
            supply.Prepare();
            while (MayCompact && IsWorthwhile(isNeeded) && TryCompact())
            {
                (hasCompacted, _isKnown) = (true, false);
                supply.Prepare();
            }
        }
#pragma warning disable CA1031 // Upkeep that fails leaves the files as they are; whatever it was, it is tried again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            // It may fail the same way again and again, and the log may be on the same disk.
            if (!_isKnown)
                log.CompactionFailed(error);
            _isKnown = true;
            supply.Prepare();
        }

        return hasCompacted;
    }

    private bool TryCompact()
    {
        _vain = supply.IsLow ? (segments.NextLsn, segments.Uncovered.Count, directory.FreeBytes, clock.GetTimestamp()) : null;
        if (Compact() <= 0)
            return false;
        _vain = null;
        return true;
    }

    /// <summary>On a full disk a compaction reads all files: one that came to nothing is not tried again before something else is live or free, and then once a second.</summary>
    private bool IsVain(bool isNeeded) => supply.IsLow && _vain is { } vain
        && ((vain.Lsn == segments.NextLsn && vain.Files == segments.Uncovered.Count && vain.FreeBytes >= directory.FreeBytes) || (!isNeeded && !Inline && clock.GetElapsedTime(vain.At) < Pause));

    private bool IsWorthwhile(bool isNeeded)
    {
        if (IsVain(isNeeded))
            return false;
        var (bytes, count) = segments.Uncovered;
        return count > 0 && Damage is null
            && (segments.HasUnconfirmed || (supply.IsLow ? bytes > 0 || segments.SafePart() is not null : bytes >= Math.Max((long)SegmentsToCompact * options.SegmentSize, segments.CheckpointBytes) || count >= MostSegments));
    }

    /// <returns>How many bytes it has freed.</returns>
    private long Compact()
    {
        var (files, number, firstLsn) = segments.Snapshot();
        var isLow = supply.IsLow;
        var started = clock.GetTimestamp();

        // Where there is no room, the past is what can be spared; what people did to the system is not.
        var replay = new JournalReplay(new IdempotencyKeys(options.KeyCapacity), clock.GetUtcNow(), isLow ? Limits with { HistoryCapacity = 0 } : Limits);
        var sequence = new ReplaySequence(directory, replay);

        // And what the last segment says to be over need not be kept either: when all is over nothing more is written, and that segment would never end.
        if (isLow && segments.SafePart() is { } last && last.File.Header.Number == number)
            sequence.Run([.. files, last.File], last.EndLsn);
        else
            sequence.Run(files, firstLsn);
        if (sequence.Losses.Count > 0)
        {
            Damage = string.Join("; ", sequence.Losses);
            log.RotFound(Damage);
            return 0;
        }

        replay.MarkReferenced();
        if (isLow)
        {
            var count = CountFitting(files, replay);
            if (count == 0)
                return 0;
            if (count < files.Count)
                (number, firstLsn) = (files[count].Header.Number, files[count].Header.FirstLsn);
            files = files[..count];
        }

        var freed = files.Sum(static f => f.Length);
        if (isLow)
            supply.SpendReserve(Replace);
        else
            Replace();
        return freed;

        void Replace()
        {
            var checkpoint = checkpoints.Write(files, replay, number, firstLsn);
            segments.Replace(files, checkpoint);
            foreach (var file in files)
            {
                // On a full disk a checkpoint may take the place of the one of the same number.
                if (file.Name != checkpoint.Name)
                    directory.Delete(file.Name);
            }

            log.Compacted(checkpoint.Name, checkpoint.Length, files.Count, freed);
            freed -= checkpoint.Length;
            Metrics.Compacted(clock.GetElapsedTime(started));
        }
    }

    /// <summary>On a full disk a checkpoint has the room of the reserve: it takes the place of as many of the oldest files as fit into that; of none where even those do not fit that have to go together.</summary>
    private int CountFitting(List<JournalFile> files, JournalReplay replay)
    {
        var live = checkpoints.Measure(files, replay);
        var room = supply.ReserveSize - live[0];
        var count = 1;
        while (count < files.Count && (room >= live[count] || (count == 1 && files[0].Header.Kind == FileKind.Checkpoint)))
            room -= live[count++];
        return room + directory.FreeBytes < 0 ? 0 : count;
    }
}
