using Notifications.Configuration;

namespace Notifications.Aggregation;

/// <summary>The built-in debouncer: the first passes, those within the window join, the aggregate goes out at the threshold or at the window's end,
/// and only then the cooldown starts. A new status passes at once; a rise of severity sends what is held at once.</summary>
internal sealed class DebounceRule : IDebouncer
{
    public DebounceDecision Decide(DebounceOptions options, DebounceEpisode? episode, DebounceInput input, DateTimeOffset now)
    {
        if (episode is not { } open)
            return new(DebounceAction.Pass, DecisionReason.DebounceFirst, First(options, input, now));
        if (input.Status != open.Status)
            return new(DebounceAction.Pass, DecisionReason.StatusChanged, First(options, input, now));
        if (input.Severity > open.Severity)
            return new(DebounceAction.Flush, DecisionReason.SeverityRaised, open with { Held = 0, Severity = input.Severity });
        var held = open with { Held = open.Held + 1 };
        if (open.IsCooldown)
            return new(DebounceAction.Hold, DecisionReason.DebounceCooldown, held);
        return held.Held + 1 < options.Threshold
            ? new(DebounceAction.Hold, DecisionReason.DebounceJoined, held)
            : new(DebounceAction.Flush, DecisionReason.DebounceThreshold, Cooldown(options, open, now));
    }

    public DebounceDecision DecideAtEnd(DebounceOptions options, DebounceEpisode episode, DateTimeOffset now)
    {
        if (episode.Held == 0)
            return new(DebounceAction.End, DecisionReason.None, null);
        var reason = episode.IsCooldown ? DecisionReason.DebounceCooldownEnd : DecisionReason.DebounceWindowEnd;
        return new(DebounceAction.Flush, reason, Cooldown(options, episode, now));
    }

    private static DebounceEpisode? First(DebounceOptions options, DebounceInput input, DateTimeOffset now) =>
        input.Status == NotificationStatus.Resolved ? null : new DebounceEpisode(false, now + options.Window, 0, input.Status, input.Severity);

    private static DebounceEpisode? Cooldown(DebounceOptions options, DebounceEpisode episode, DateTimeOffset now) =>
        options.Cooldown == TimeSpan.Zero ? null : episode with { IsCooldown = true, EndsAt = now + options.Cooldown, Held = 0 };
}
