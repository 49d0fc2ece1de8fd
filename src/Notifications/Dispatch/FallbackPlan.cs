using Notifications.Configuration;
using Notifications.Routing;

namespace Notifications.Dispatch;

/// <summary>What comes after a target that failed for good: the further targets of a rule that wants the first to succeed,
/// then the rule's fallbacks, then those of the channel.</summary>
internal static class FallbackPlan
{
    /// <summary>The target of a rule that is the same place as a fallback; -1 when there is none. Where one target shall succeed the others are its fallbacks.</summary>
    public static int FindTarget(CompiledRule? rule, CompiledTarget fallback)
    {
        if (rule is null || rule.Mode == ChannelMix.FirstThatSucceeds || !IsPlace(fallback))
            return -1;
        for (var i = 0; i < rule.Targets.Length; i++)
        {
            var target = rule.Targets[i];
            if (IsPlace(target) && string.Equals(target.Channel, fallback.Channel, StringComparison.OrdinalIgnoreCase)
                && string.Equals(target.Destination, fallback.Destination, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }

    private static bool IsPlace(CompiledTarget target) =>
        target is { Channel: not null, Recipient: null, DestinationSelector: null, RecipientSelector: null };

    /// <summary>The target at a step; null when the plan is used up.</summary>
    public static CompiledTarget? At(CompiledRule? rule, int targetIndex, CompiledTarget[] ofChannel, int step)
    {
        if (rule is not null)
        {
            if (rule.Mode == ChannelMix.FirstThatSucceeds)
            {
                var further = Math.Max(0, rule.Targets.Length - 1 - targetIndex);
                if (step < further)
                    return rule.Targets[targetIndex + 1 + step];
                step -= further;
            }

            if (step < rule.Fallback.Length)
                return rule.Fallback[step];
            step -= rule.Fallback.Length;
        }

        return step < ofChannel.Length ? ofChannel[step] : null;
    }
}
