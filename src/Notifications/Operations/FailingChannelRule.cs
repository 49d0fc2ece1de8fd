using Notifications.Dispatch;
using Notifications.Publishing;
using Notifications.Routing;

namespace Notifications.Operations;

/// <summary>A channel that fails is not asked to say so itself, unless nobody else is there to say it.</summary>
internal static class FailingChannelRule
{
    /// <summary>Whether a rule that takes the event goes anywhere else.</summary>
    public static bool HasOther(Step step, in MatchContext match, ChannelRuntime failing)
    {
        if (match.Rule is { } own && (HasOther(own.Targets, failing) || HasOther(own.Fallback, failing)))
            return true;
        for (var i = 0; i < step.Matches.Count; i++)
        {
            if (HasOther(step.Matches[i].Targets, failing) || HasOther(step.Matches[i].Fallback, failing))
                return true;
        }

        return false;
    }

    private static bool HasOther(CompiledTarget[] targets, ChannelRuntime failing) =>
        Array.Exists(targets, t => t.Channel is null || !string.Equals(t.Channel, failing.Name, StringComparison.OrdinalIgnoreCase));
}
