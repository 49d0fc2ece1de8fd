using Notifications.Publishing;

namespace Notifications.Aggregation;

/// <summary>The open episodes of a stripe, found by rule, identity and audience. Episodes of a bucket hang together themselves: one that begins or ends costs no object and touches no other memory.</summary>
/// <remarks>Guarded by the stripe. How many there are is bounded by <see cref="HoldBound"/>.</remarks>
internal sealed class EpisodeTable
{
    private const int Fewest = 4;

    private DebounceState?[] _buckets = [];
    private int _count;

    /// <summary>The episode of a key, or null.</summary>
    public DebounceState? Find(string ruleName, in EventIdentity identity, string audience)
    {
        if (_count == 0)
            return null;
        for (var state = _buckets[Bucket(ruleName, identity, audience)]; state is not null; state = state.NextInBucket)
        {
            if (state.Identity.Equals(identity) && string.Equals(state.RuleName, ruleName, StringComparison.OrdinalIgnoreCase) && string.Equals(state.Audience, audience, StringComparison.Ordinal))
                return state;
        }

        return null;
    }

    /// <summary>Takes in an episode that is in no table.</summary>
    public void Add(DebounceState state)
    {
        if (_count == _buckets.Length)
            Grow();
        _count++;
        Link(state);
    }

    /// <summary>Lets an episode go, if it is here.</summary>
    public void Remove(DebounceState state)
    {
        if (_count == 0)
            return;
        ref var link = ref _buckets[Bucket(state.RuleName, state.Identity, state.Audience)];
        if (ReferenceEquals(link, state))
        {
            link = state.NextInBucket;
        }
        else
        {
            var before = link;
            while (before is not null && !ReferenceEquals(before.NextInBucket, state))
                before = before.NextInBucket;
            if (before is null)
                return;
            before.NextInBucket = state.NextInBucket;
        }

        state.NextInBucket = null;
        _count--;
    }

    /// <summary>Adds all to a list.</summary>
    public void CopyTo(List<DebounceState> all)
    {
        foreach (var first in _buckets)
        {
            for (var state = first; state is not null; state = state.NextInBucket)
                all.Add(state);
        }
    }

    // The low bits of an identity's hash are the same for a whole stripe. Names that are equal but for their case are one rule.
    private int Bucket(string ruleName, in EventIdentity identity, string audience)
    {
        var rule = ruleName.Length < 2 ? 0 : (char.ToUpperInvariant(ruleName[^1]) * 31) + char.ToUpperInvariant(ruleName[^2]);
        return ((identity.GetHashCode() >>> IdentityStripes.Bits) + (rule * 31) + ruleName.Length + (audience.Length == 0 ? 0 : audience.GetHashCode(StringComparison.Ordinal))) & (_buckets.Length - 1);
    }

    private void Link(DebounceState state)
    {
        ref var first = ref _buckets[Bucket(state.RuleName, state.Identity, state.Audience)];
        state.NextInBucket = first;
        first = state;
    }

    private void Grow()
    {
        var before = _buckets;
        _buckets = new DebounceState?[Math.Max(Fewest, before.Length * 2)];
        foreach (var first in before)
        {
            for (var state = first; state is not null;)
            {
                var next = state.NextInBucket;
                Link(state);
                state = next;
            }
        }
    }
}
