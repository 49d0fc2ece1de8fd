using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Notifications.History;
using Notifications.Storage.Journal.Format;
using Notifications.Storage.Journal.Reading;
using Notifications.Storage.Journal.Writing;

namespace Notifications.Storage.Journal;

/// <summary>Keeps accepted work in files of this machine: what a commit has confirmed outlives the process and, if so asked for, a power failure.</summary>
internal sealed class JournalStore : INotificationStore, IStoreHealth
{
    private const int BytesPerOutcome = 512;

    // A mail to ten thousand with an attachment has one content as long as it is live, and would have ten thousand as dead letters: new work is not refused for that.
    private const int MostSegmentsForLetters = 16;
    private readonly IJournalDirectory _directory;
    private readonly JournalSettings _settings;
    private readonly JournalLog _log;
    private readonly TimeProvider _clock;
    private readonly IdempotencyKeys _keys;
    private readonly JournalMemory _memory;
    private readonly JournalMetrics _metrics;
    private IDisposable? _lock;
    private JournalReplay? _replay;
    private List<JournalFile> _files = [];
    private SegmentSupply _supply = null!;
    private SegmentLog _segments = null!;
    private JournalUpkeep _upkeep = null!;
    private JournalWriter? _writer;
    private int _sinceTrim;
    private bool _isDisposed;

    public JournalStore(IJournalDirectory directory, JournalSettings settings, IRecordDecoder decoder, TimeProvider clock, ILogger logger, IMeterFactory? meters = null)
    {
        _directory = directory;
        _settings = settings;
        _clock = clock;
        _log = new JournalLog(logger);
        _keys = new IdempotencyKeys(settings.Options.KeyCapacity);
        _metrics = new JournalMetrics(meters, ReadFigures);
        _memory = new JournalMemory(_keys, decoder, clock, settings.Limits);
    }

    public bool IsDurable => true;

    public string? Problem => _segments?.Failure
        ?? (_segments?.Silence is { } silence ? $"the journal's disk has not confirmed a write for {silence.TotalSeconds:F0} s: publishers wait" : null)
        ?? (_upkeep?.Damage is { } damage ? $"the journal's files are damaged: {damage}" : null)
        ?? (_segments?.HasUnconfirmed == true ? "the journal's disk did not confirm what was accepted: it is written down anew" : null)
        ?? (_supply?.IsLow == true ? "the journal's disk is nearly full: new work is refused" : null)
        ?? (_supply?.Trouble is { } trouble ? $"the journal's disk fails, and commits go on while the last segment has room ({trouble})" : null);

    public ValueTask<int> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_lock is not null)
            throw new InvalidOperationException("The journal is open already: a store is opened once.");
        try
        {
            _lock = _directory.Lock();
            if (_directory.Weakness is { } weakness)
                _log.IsWeak(_directory.Path, weakness);
            return new(TakeOver());
        }
        catch (Exception error)
        {
            _segments?.Dispose();
            _lock?.Dispose();
            _lock = null;
            if (Explain(error) is { } explained)
                throw explained;
            throw;
        }
    }

    public async ValueTask ReadLiveAsync(ILiveRecordSink sink, CancellationToken cancellationToken)
    {
        if (_replay is not { } replay)
            return;
        try
        {
            await new LiveReader(_directory, _files, replay, _memory).ReadAsync(sink, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (Explain(error) is { } explained)
        {
            throw explained;
        }

        _memory.EndRestore();
        _replay = null;
        _files = [];
        _upkeep.MayCompact = true;
        _upkeep.Request();
    }

    public ValueTask<CommitResult> CommitAsync(ChangeBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = CommitRequest.Rent();
        try
        {
            request.Take(batch);
        }
        catch
        {
            request.Return();
            throw;
        }

        return Enqueue(request);
    }

    public ValueTask<IdempotencyClaim?> FindKeyAsync(string tenantId, string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_memory.Find(tenantId, key, now));
    }

    public async IAsyncEnumerable<HistoryRecord> ReadHistoryAsync(string eventId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var record in _memory.ReadHistory(eventId, (_clock.GetUtcNow() - _settings.Limits.HistoryAge).UtcTicks))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    public async IAsyncEnumerable<DeliveryRecord> ReadLiveDeliveriesAsync(int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var delivery in _memory.FindLive(limit))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return delivery.ToRecord();
        }
    }

    public ValueTask<IReadOnlyList<HistoryEntry>> SearchAsync(HistorySearch search, HistoryPosition? before, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var scan = new HistoryScan(new HistoryFilter(search, (_clock.GetUtcNow() - _settings.Limits.HistoryAge).UtcTicks), before, limit);
        _memory.Search(scan);
        return new(scan.ToEntries());
    }

    public ValueTask<IReadOnlyList<Audit.AuditRecord>> SearchAuditAsync(Audit.AuditSearch search, HistoryPosition? before, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_memory.Audit.Search(search, before, limit, _clock.GetUtcNow()));
    }

    public StoreCounts Count() => _memory.Count();

    public async ValueTask DisposeAsync()
    {
        if (_writer is null || _isDisposed)
            return;
        _isDisposed = true;
        if (!_writer.Stop())
        {
            _log.LeftOpen();
            return;
        }

        await _upkeep.StopAsync().ConfigureAwait(false);
        _segments.FlushLast();
        _segments.Dispose();
        _writer.Dispose();
        _lock?.Dispose();
    }

    /// <summary>How the journal is now; null while it is not open.</summary>
    internal JournalFigures? ReadFigures()
    {
        if (_writer is null || _isDisposed)
            return null;
        var (bytes, segments) = _segments.OnDisk;
        return new JournalFigures(bytes, _memory.LiveBytes, segments, _supply.IsLow, _supply.Trouble is not null, _segments.Failure is not null, _upkeep.Damage is not null);
    }

    /// <summary>What an operator has to know of an error at start; null for one that says so itself.</summary>
    private JournalException? Explain(Exception error) => error switch
    {
        // The checksums are right, so these bytes are what somebody meant to write.
        InvalidDataException => new JournalException(
            JournalError.Newer, $"A record of the journal in '{_directory.Path}' cannot be read: {error.Message} Run the release that wrote it.", error),
        _ when DiskErrors.IsOfDisk(error) => new JournalException(
                DiskErrors.IsFull(error) ? JournalError.DiskFull : JournalError.Inaccessible,
                DiskErrors.IsFull(error)
                    ? $"The disk of the journal in '{_directory.Path}' is full: free at least {2L * _settings.Options.SegmentSize} bytes, or make SegmentSize smaller."
                    : $"The journal in '{_directory.Path}' cannot be read or written: {error.Message} The directory has to be on a local disk that is mounted for writing, and this process has to be allowed to write there.",
                error),
        _ => null,
    };

    private int TakeOver()
    {
        var replay = new JournalReplay(_keys, _clock.GetUtcNow(), _settings.Limits);
        var recovery = new JournalRecovery(_directory, _settings.Options, replay, _log);
        recovery.Run();
        var checkpoints = new CheckpointWriter(_directory, recovery.Store);
        _files = recovery.Files;
        if (recovery.HasLosses)
            SetAside(recovery, checkpoints, ref replay);
        _memory.Load(replay);
        _replay = replay;
        _supply = new SegmentSupply(_directory, _settings.Options, recovery.Store, _log)
        {
            OutcomeBytes = () => (_memory.Count().Deliveries * BytesPerOutcome) + RoomFor(_memory.LetterBytes),
        };
        _segments = new SegmentLog(_supply, _settings.Options, _clock, _log) { Presence = new FilePresence(_directory, _clock) };
        _segments.Start(_files, recovery.NextNumber, recovery.NextLsn);
        checkpoints.HasHead = true;
        _upkeep = new JournalUpkeep(_directory, _settings.Options, _supply, _segments, checkpoints, _clock, _log)
        {
            Limits = _settings.Limits,
            Metrics = _metrics,
            Inline = _settings.InlineUpkeep,
        };
        var incarnation = (replay.Incarnation % ((1 << 20) - 1)) + 1;
        var request = CommitRequest.Rent();
        request.Open(incarnation);
        var failure = _segments.Append([request]);
        request.Return();
        if (failure is not null)
            throw new IOException(failure);
        _upkeep.Request();
        _writer = new JournalWriter(_memory, _segments, _supply, _upkeep, _log, _metrics);
        _writer.Start();
        return incarnation;
    }

    /// <summary>What is left of a damaged journal is made safe in a checkpoint; only then are the damaged files set aside.</summary>
    // What does not fit behind the last commit of a segment begins the next one, and what waits meanwhile is written down too: half as much again, at most two segments.
    private long RoomFor(long letters)
    {
        var room = Math.Min(letters, (long)MostSegmentsForLetters * _settings.Options.SegmentSize);
        return room + Math.Min(room / 2, 2L * _settings.Options.SegmentSize);
    }

    private void SetAside(JournalRecovery recovery, CheckpointWriter checkpoints, ref JournalReplay replay)
    {
        var checkpoint = checkpoints.Write(_files, replay, recovery.NextNumber, recovery.NextLsn);
        foreach (var name in recovery.DamagedFiles)
            _directory.Rename(name, name + FileNames.Damaged);
        foreach (var file in _files)
            _directory.Delete(file.Name);
        _directory.Flush();
        _files = [checkpoint];
        replay = new JournalReplay(_keys, _clock.GetUtcNow(), _settings.Limits);
        new ReplaySequence(_directory, replay).Run(_files);
        replay.MarkReferenced();
    }

    private ValueTask<CommitResult> Enqueue(CommitRequest request)
    {
        if ((Interlocked.Increment(ref _sinceTrim) & 0xFFFF) == 0)
            _memory.Trim(_clock.GetUtcNow());
        var task = request.AsTask();
        if (_writer is { } writer && writer.TryEnqueue(request))
            return task;
        request.Return();
        return new(new CommitResult(CommitKind.Unavailable, Reason: "The journal is not open."));
    }
}
