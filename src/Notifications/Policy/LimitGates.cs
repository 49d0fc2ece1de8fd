using System.Collections.Concurrent;
using Notifications.Configuration;

namespace Notifications.Policy;

/// <summary>The limits at work, one gate for each key that was ever charged and is not yet idle.</summary>
internal sealed class LimitGates
{
    private readonly ConcurrentDictionary<(string Limit, string Key), LimitGate> _gates = new();

    public IEnumerable<LimitGate> All => _gates.Values;

    public LimitGate GetOrAdd(LimitDocument limit, string key)
    {
        var gate = _gates.GetOrAdd((limit.Name, key), static (k, l) => Create(l, new LimitState(k.Limit, k.Key)), limit);
        if (!ReferenceEquals(gate.Limit, limit))
            gate.Limit = limit;
        return gate;
    }

    public void Restore(LimitState state, LimitDocument? limit)
    {
        if (limit is not null)
            _gates[(state.Limit, state.Key)] = Create(limit, state);
    }

    /// <summary>Forgets a gate that is idle: nobody waits, and its arrival time has passed. One that took its place stays. Under the gate's lock.</summary>
    public void Forget(LimitGate gate)
    {
        gate.IsOver = true;
        _gates.TryRemove(new KeyValuePair<(string Limit, string Key), LimitGate>((gate.State.Limit, gate.State.Key), gate));
    }

    /// <summary>The gates that a delivery has to pass, in the order of the documents.</summary>
    public void Collect(IReadOnlyList<LimitDocument> limits, in LimitSubject subject, List<LimitGate> into)
    {
        for (var i = 0; i < limits.Count; i++)
        {
            if (LimitRule.KeyFor(limits[i], subject) is { } key)
                into.Add(GetOrAdd(limits[i], key));
        }
    }

    private static LimitGate Create(LimitDocument limit, LimitState state)
    {
        var gate = new LimitGate(limit, state);
        state.Gate = gate;
        return gate;
    }
}
