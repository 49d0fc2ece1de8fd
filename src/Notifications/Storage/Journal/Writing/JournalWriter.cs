namespace Notifications.Storage.Journal.Writing;

/// <summary>The one thread that writes. What came while the last group was being confirmed is the next group: nobody waits for company.</summary>
internal sealed class JournalWriter : IDisposable
{
    private const int LargestGroup = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private const int LargestGroupBytes = 1 << 20;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private readonly JournalMemory _memory;
    private readonly SegmentLog _segments;
    private readonly SegmentSupply _supply;
    private readonly JournalUpkeep _upkeep;
    private readonly JournalLog _log;
    private readonly JournalMetrics _metrics;
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _arrived = new();
    private readonly Thread _thread;
    private readonly List<CommitRequest> _accepted = [];
    private List<CommitRequest> _queue = [];
    private List<CommitRequest> _group = [];
    private bool _isStopping;

    public JournalWriter(JournalMemory memory, SegmentLog segments, SegmentSupply supply, JournalUpkeep upkeep, JournalLog log, JournalMetrics metrics)
    {
        _memory = memory;
        _segments = segments;
        _supply = supply;
        _upkeep = upkeep;
        _log = log;
        _metrics = metrics;
        _thread = new Thread(Run) { IsBackground = true, Name = "Notifications journal" };
    }

    public void Start() => _thread.Start();

    /// <summary>Hands a request over.</summary>
    /// <returns>False when the journal is closed.</returns>
    public bool TryEnqueue(CommitRequest request)
    {
        bool isFirst;
        lock (_gate)
        {
            if (_isStopping)
                return false;
            isFirst = _queue.Count == 0;
            _queue.Add(request);
        }

        // Who comes second finds the writer on its way.
        if (isFirst)
            _arrived.Set();
        return true;
    }

    /// <summary>Writes what was handed over, then ends.</summary>
    /// <returns>False when the disk does not answer.</returns>
    public bool Stop()
    {
        lock (_gate)
            _isStopping = true;
        _arrived.Set();
        return !_thread.IsAlive || _thread.Join(Patience);
    }

    public void Dispose() => _arrived.Dispose();

    private void Run()
    {
        while (true)
        {
            var hasArrived = _arrived.Wait(LookEvery);
            Look();
            if (!hasArrived)
            {
                // Nobody has to publish for the disk to be found mended.
                if (_supply.IsLacking)
                    _upkeep.Request(isUrgent: false);
                continue;
            }

            _arrived.Reset();
            lock (_gate)
            {
                if (_queue.Count == 0 && _isStopping)
                    return;
                (_queue, _group) = (_group, _queue);
            }

            Write();
            _group.Clear();
            if (_isStopping)
                _arrived.Set();
        }
    }

    private void Look()
    {
        try
        {
            _segments.Look();
        }
#pragma warning disable CA1031 // A logger of the host that throws must not end the writer.
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
    }

    private void Write()
    {
        var group = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_group);
        while (group.Length > 0)
        {
            int count = 0, bytes = 0;
            while (count < group.Length && count < LargestGroup && (count == 0 || bytes < LargestGroupBytes))
                bytes += group[count++].Bytes.Length;
            Write(group[..count]);
            group = group[count..];
        }
    }

    private void Write(ReadOnlySpan<CommitRequest> group)
    {
        Exception? bug = null;
        try
        {
            Commit(group);
        }
#pragma warning disable CA1031 // A writer that ends takes the store with it: whoever waits must be answered.
        catch (Exception error)
#pragma warning restore CA1031
        {
            bug = error;
            _memory.RollBack();
            foreach (var request in group)
                request.Result = new CommitResult(CommitKind.Unavailable, Reason: "The journal's writer failed: see the log.");
        }

        var (written, refused) = (bug is null ? _accepted.Count : 0, 0);
        _accepted.Clear();
        foreach (var request in group)
            refused += request.Result.Kind == CommitKind.Full ? 1 : 0;
        Report(written, refused, bug);
        GroupCompletion.Queue(group);
        var isUrgent = _segments.HasRolled || _supply.NeedsLook;
        if (isUrgent || _supply.IsLacking)
            _upkeep.Request(isUrgent);
        _segments.HasRolled = false;
    }

    /// <summary>Tells the host's listeners and loggers, which are code of others.</summary>
    private void Report(int written, int refused, Exception? bug)
    {
        try
        {
            if (bug is not null)
                _log.WriterFailed(bug);
            if (refused > 0)
                _metrics.Refused(refused);
            if (written > 0 && _segments.Failure is null)
                _metrics.Written(written, _segments.LastBytes);
            if (written > 0 && _segments.LastFlush is { } took)
                _metrics.Flushed(took);
        }
#pragma warning disable CA1031 // One that throws must not end the writer; there is nobody left to tell.
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
    }

    private void Commit(ReadOnlySpan<CommitRequest> group)
    {
        _memory.Stage(group, _supply.IsLow ? "The journal's disk is nearly full: new work is refused until there is room again, what was accepted goes on. Free some space." : null, _accepted);
        var accepted = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_accepted);
        if (accepted.Length == 0)
        {
            _memory.Commit(accepted);
            return;
        }

        var failure = _segments.Append(accepted);
        if (failure is not null && _segments.HasFoundNoRoom && _upkeep.MakeRoom())
        {
            _segments.RetryNow();
            failure = _segments.Append(accepted);
        }

        if (failure is null)
        {
            _memory.Commit(accepted);
            return;
        }

        // A refusal that followed from what was not written is one no more; all of the group may be tried again.
        _memory.RollBack();
        foreach (var request in group)
            request.Result = new CommitResult(CommitKind.Unavailable, Reason: failure);
    }
}
