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
    private static readonly TimeSpan LowPause = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private Task _work = Task.CompletedTask;
    private bool _isAsked;
    private bool _isStopped;
    private long _lastLow;

    /// <summary>How much of the past a checkpoint keeps.</summary>
    public int HistoryCapacity { get; init; }

    /// <summary>The work is done where it is asked for. Default: on another thread.</summary>
    public bool Inline { get; init; }

    /// <summary>All live records have been read: files may go.</summary>
    public bool MayCompact { get; set; }

    /// <summary>Why the files cannot be trusted any more; null while they can.</summary>
    public string? Damage { get; private set; }

    /// <summary>Sees to it that the work is done soon.</summary>
    public void Request()
    {
        lock (_gate)
        {
            // On a full disk each refusal asks; once a second is enough.
            if (_isStopped || (supply.IsLow && _lastLow != 0 && clock.GetElapsedTime(_lastLow) < LowPause && !Inline))
                return;
            _lastLow = clock.GetTimestamp();
            _isAsked = true;
            if (!_work.IsCompleted)
                return;
            if (!Inline)
                _work = Task.Run(Run);
        }

        if (Inline)
            Run();
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

            try
            {
                supply.Prepare();
                if (MayCompact && IsWorthwhile())
                {
                    Compact();
                    supply.Prepare();
                }
            }
#pragma warning disable CA1031 // Upkeep that fails leaves the files as they are; whatever it was, it is tried again.
            catch (Exception error)
#pragma warning restore CA1031
            {
                log.CompactionFailed(error);
                supply.Prepare();
            }
        }
    }

    private bool IsWorthwhile()
    {
        var (bytes, count) = segments.Uncovered;
        return count > 0 && Damage is null
            && (supply.IsLow ? bytes > 0 : bytes >= Math.Max((long)SegmentsToCompact * options.SegmentSize, segments.CheckpointBytes) || count >= MostSegments);
    }

    private void Compact()
    {
        var (files, number, firstLsn) = segments.Snapshot();
        var keys = new IdempotencyKeys(options.KeyCapacity);

        // Where there is no room, the past is what can be spared.
        var replay = new JournalReplay(keys, clock.GetUtcNow(), supply.IsLow ? 0 : HistoryCapacity);
        var sequence = new ReplaySequence(directory, replay);
        sequence.Run(files, firstLsn);
        if (sequence.Losses.Count > 0)
        {
            Damage = string.Join("; ", sequence.Losses);
            log.RotFound(Damage);
            return;
        }

        replay.DropUnreferenced();
        if (supply.IsLow)
            supply.ReleaseReserve();
        var checkpoint = checkpoints.Write(files, replay, number, firstLsn);
        segments.Replace(files, checkpoint);
        foreach (var file in files)
            directory.Delete(file.Name);
        log.Compacted(checkpoint.Name, checkpoint.Length, files.Count, files.Sum(static f => f.Length));
    }
}
