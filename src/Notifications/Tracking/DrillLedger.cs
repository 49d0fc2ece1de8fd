using System.Collections.Concurrent;
using Notifications.Aggregation;
using Notifications.Audience;
using Notifications.Dispatch;
using Notifications.Storage;
using Notifications.Suppression.Holds;

namespace Notifications.Tracking;

/// <summary>The accounts of exercises, apart from those of what is real. What is pending of them is counted from what was committed, on its own and not derived.</summary>
internal sealed class DrillLedger
{
    private readonly ConcurrentDictionary<KeyedState, int> _held = new(ReferenceEqualityComparer.Instance);
    private long _pending;
    private long _waiting;
    private volatile bool _isUsed;

    public EngineCounters Counters { get; } = new();

    /// <summary>There was an exercise since the start. Until then nothing is looked at for its sake.</summary>
    public bool IsUsed => _isUsed;

    /// <summary>Live deliveries.</summary>
    public long Pending => Interlocked.Read(ref _pending);

    /// <summary>Matches that wait to be summarised, or for their recipients to be found.</summary>
    public long Waiting => Interlocked.Read(ref _waiting);

    public void Use() => _isUsed = true;

    /// <summary>Takes over what a batch has changed. Called once for each that was committed.</summary>
    public void Apply(ChangeBatch batch)
    {
        foreach (ref readonly var change in batch.Items)
            Apply(change.Item, change.Kind switch { ChangeKind.Add => 1, ChangeKind.Remove => -1, _ => 0 });
        foreach (ref readonly var change in batch.States)
        {
            if (IsDrill(change.State))
                Hold(change.State, change.Kind == ChangeKind.Remove ? 0 : change.State.WaitingEvents);
        }
    }

    /// <summary>Takes over what a former process has left.</summary>
    public void Restore(IEnumerable<StoreRecord> records)
    {
        foreach (var record in records)
        {
            if (record is WorkItem item)
                Apply(item, 1);
            else if (record is KeyedState state && IsDrill(state))
                Hold(state, state.WaitingEvents);
        }
    }

    private static bool IsDrill(KeyedState state) => state is DebounceState { Identity.IsDrill: true } or BatchState { IsDrill: true } or HeldAlert { Identity.IsDrill: true };

    private void Apply(WorkItem item, int by)
    {
        if (by == 0)
            return;
        if (item is Delivery { IsDrill: true })
            Interlocked.Add(ref _pending, by);
        else if (item is Expansion { SourceEvent.Drill: true } search)
            Interlocked.Add(ref _waiting, by * search.WaitingEvents);
        else
            return;
        _isUsed = true;
    }

    // The steps of one state follow one another under its lock.
    private void Hold(KeyedState state, int count)
    {
        _isUsed = true;
        var before = _held.GetValueOrDefault(state);
        if (count == 0)
            _held.TryRemove(state, out _);
        else
            _held[state] = count;
        Interlocked.Add(ref _waiting, count - before);
    }
}
