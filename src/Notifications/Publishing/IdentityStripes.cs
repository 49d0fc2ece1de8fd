using Notifications.Aggregation;
using Notifications.Suppression;

namespace Notifications.Publishing;

/// <summary>Spreads identities over stripes, so that steps about different things seldom meet.</summary>
internal sealed class IdentityStripes
{
    /// <summary>How many bits of an identity's hash name its stripe: the lowest.</summary>
    public const int Bits = 10;

    private const int Count = 1 << Bits;

    private readonly IdentityStripe[] _stripes = new IdentityStripe[Count];
    private int _trackedAlerts;
    private int _openEpisodes;

    public IdentityStripes()
    {
        for (var i = 0; i < Count; i++)
            _stripes[i] = new IdentityStripe();
    }

    /// <summary>How many things are remembered, over all stripes.</summary>
    public int TrackedAlerts => Volatile.Read(ref _trackedAlerts);

    /// <summary>How many debounce episodes are open, over all stripes.</summary>
    public int OpenEpisodes => Volatile.Read(ref _openEpisodes);

    public IdentityStripe this[in EventIdentity identity] => _stripes[identity.GetHashCode() & (Count - 1)];

    /// <summary>All open episodes, as they are now.</summary>
    public List<DebounceState> Episodes()
    {
        var all = new List<DebounceState>();
        foreach (var stripe in _stripes)
        {
            stripe.Gate.Wait();
            stripe.CopyEpisodesTo(all);
            stripe.Gate.Release();
        }

        return all;
    }

    public void Open(DebounceState state)
    {
        this[state.Identity].Add(state);
        Interlocked.Increment(ref _openEpisodes);
    }

    public void Close(DebounceState state)
    {
        this[state.Identity].Remove(state);
        Interlocked.Decrement(ref _openEpisodes);
    }

    public void Track(AlertState state)
    {
        this[state.Identity].Add(state);
        Interlocked.Increment(ref _trackedAlerts);
    }

    public void Forget(AlertState state)
    {
        this[state.Identity].Remove(state);
        Interlocked.Decrement(ref _trackedAlerts);
    }
}
