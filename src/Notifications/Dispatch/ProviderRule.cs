namespace Notifications.Dispatch;

/// <summary>Which provider of a channel is asked: the first in order that was not tried in this round and does not rest;
/// when all rest, the one that failed least recently.</summary>
internal static class ProviderRule
{
    public static int Choose(ReadOnlySpan<BreakerState> providers, uint tried, long nowTicks)
    {
        var fallback = 0;
        for (var i = 0; i < providers.Length; i++)
        {
            var untried = (tried & (1u << i)) == 0;
            if (untried && !providers[i].IsResting(nowTicks))
                return i;
            if (providers[i].LastFailureTicks < providers[fallback].LastFailureTicks)
                fallback = i;
        }

        return fallback;
    }

    /// <summary>Whether a provider is left that was not tried and does not rest.</summary>
    public static bool HasOther(ReadOnlySpan<BreakerState> providers, uint tried, long nowTicks)
    {
        for (var i = 0; i < providers.Length; i++)
        {
            if ((tried & (1u << i)) == 0 && !providers[i].IsResting(nowTicks))
                return true;
        }

        return false;
    }
}
