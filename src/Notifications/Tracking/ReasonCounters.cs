using Notifications.Storage;

namespace Notifications.Tracking;

/// <summary>How often each reason has held something back. Only what is held counts, so that what goes straight through costs nothing.</summary>
internal sealed class ReasonCounters
{
    private readonly long[] _counts = new long[256];

    public void Add(DecisionReason reason) => Interlocked.Increment(ref _counts[(int)reason & 0xFF]);

    /// <summary>Counts decisions that made no delivery; those that only explain one are not counted.</summary>
    public void Add(ReadOnlySpan<DecisionRecord> decisions)
    {
        foreach (ref readonly var decision in decisions)
        {
            if (TrackingRule.OfDecision(decision.Reason) is not null)
                Add(decision.Reason);
        }
    }

    /// <summary>Those that have counted anything.</summary>
    public Dictionary<DecisionReason, long> Read()
    {
        var counts = new Dictionary<DecisionReason, long>();
        for (var i = 0; i < _counts.Length; i++)
        {
            if (Volatile.Read(ref _counts[i]) is > 0 and var count)
                counts[(DecisionReason)i] = count;
        }

        return counts;
    }
}
