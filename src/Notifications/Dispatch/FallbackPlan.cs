using Notifications.Configuration;
using Notifications.Routing;

namespace Notifications.Dispatch;

/// <summary>What comes after a target that failed for good: the further targets of a rule that wants the first to succeed,
/// then the rule's fallbacks, then those of the channel.</summary>
internal static class FallbackPlan
{
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
