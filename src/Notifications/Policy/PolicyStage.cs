using Notifications.Aggregation;
using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Storage;

namespace Notifications.Policy;

/// <summary>Asks of each delivery: is it within the limits, has the destination gone, did the same go there a moment ago?</summary>
internal sealed class PolicyStage(EngineContext engine)
{
    [ThreadStatic]
    private static List<LimitGate>? _gates;

    /// <summary>Why a delivery is not made at all; <see cref="DecisionReason.None"/> when it is.</summary>
    public DecisionReason CheckDestination(string channel, string? destination) =>
        !engine.DisabledDestinations.IsEmpty && engine.DisabledDestinations.ContainsKey(DisabledDestinationState.KeyOf(channel, destination))
            ? DecisionReason.DestinationDisabled
            : DecisionReason.None;

    /// <summary>Whether equal content went to the destination within the window; if not, remembers this one.</summary>
    public bool IsDuplicateContent(Step step, string key, TimeSpan window)
    {
        if (engine.SentContents.TryGetValue(key, out var known) && known.DueTicks > step.NowTicks)
            return true;
        if (known is null && HoldBound.IsReached(engine, engine.SentContents.Count))
            return false;
        var state = new SentContentState(key) { DueTicks = step.NowTicks + window.Ticks };
        step.NewStates.Add(state);
        step.Batch.Change(state, ChangeKind.Add);
        return false;
    }

    /// <summary>Charges all limits, or finds the first that is not free.</summary>
    /// <param name="mayWait">False for what must pass in any case, a change of status: it is charged, but neither held nor dropped.</param>
    /// <param name="gate">The limit to wait for.</param>
    /// <param name="served">The limit whose turn it is: those who wait there do not count.</param>
    /// <returns>None when within all limits; else deferred or dropped.</returns>
    public DecisionReason Charge(Step step, in LimitSubject subject, bool mayWait, out LimitGate? gate, LimitGate? served = null)
    {
        gate = null;
        var limits = engine.Current.Limits;
        if (limits.Length == 0)
            return DecisionReason.None;
        var gates = _gates ??= [];
        while (true)
        {
            gates.Clear();
            engine.Limits.Collect(limits, subject, gates);
            var reason = gates.Count switch
            {
                0 => DecisionReason.None,
                1 => ChargeOne(step, gates[0], mayWait, served, out gate),
                _ => ChargeAll(step, gates, mayWait, served, out gate),
            };
            if (reason is { } decided)
                return decided;
        }
    }

    /// <returns>Null when the gate was forgotten meanwhile: what is charged there counts for nobody.</returns>
    private static DecisionReason? ChargeOne(Step step, LimitGate candidate, bool mayWait, LimitGate? served, out LimitGate? gate)
    {
        gate = null;
        lock (candidate.Sync)
        {
            if (candidate.IsOver)
                return null;
            if (mayWait && ((candidate.Waiting > 0 && !ReferenceEquals(candidate, served)) || candidate.Peek(step.NowTicks) > 0))
                return Refuse(candidate, out gate);
            Take(step, candidate);
            return DecisionReason.None;
        }
    }

    /// <summary>Either all are charged or none: what one limit holds back must not use up another.</summary>
    /// <returns>Null when a gate was forgotten meanwhile.</returns>
    private static DecisionReason? ChargeAll(Step step, List<LimitGate> gates, bool mayWait, LimitGate? served, out LimitGate? gate)
    {
        gate = null;
        var locked = 0;

        // One order for everybody, so that two deliveries never wait for each other's gates.
        gates.Sort(static (a, b) => string.CompareOrdinal(a.State.Limit, b.State.Limit) is var c and not 0 ? c : string.CompareOrdinal(a.State.Key, b.State.Key));
        try
        {
            foreach (var candidate in gates)
            {
                candidate.Sync.Enter();
                locked++;
            }

            if (gates.Exists(static g => g.IsOver))
                return null;
            foreach (var candidate in gates)
            {
                if (mayWait && ((candidate.Waiting > 0 && !ReferenceEquals(candidate, served)) || candidate.Peek(step.NowTicks) > 0))
                    return Refuse(candidate, out gate);
            }

            foreach (var candidate in gates)
                Take(step, candidate);
            return DecisionReason.None;
        }
        finally
        {
            for (var i = 0; i < locked; i++)
                gates[i].Sync.Exit();
        }
    }

    private static DecisionReason Refuse(LimitGate candidate, out LimitGate? gate)
    {
        gate = candidate.Limit.OverLimit == OverLimit.Defer ? candidate : null;
        return gate is null ? DecisionReason.LimitDropped : DecisionReason.LimitDeferred;
    }

    private static void Take(Step step, LimitGate gate)
    {
        gate.Charge(step.NowTicks);
        step.Charged.Add(gate);
        if (gate.State.DueTicks == 0)
        {
            // When its arrival time has passed and nobody waits, the gate is forgotten.
            gate.State.DueTicks = gate.State.Arrival;
            step.Due.Add(gate.State);
        }

        step.Batch.Change(gate.State, ChangeKind.Update);
    }
}
