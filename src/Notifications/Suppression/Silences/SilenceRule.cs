using Notifications.Configuration;
using Notifications.Routing;

namespace Notifications.Suppression.Silences;

/// <summary>When a silence is in force, when it has to be looked at again, and what may be changed of it. Pure; intervals are half-open.</summary>
internal static class SilenceRule
{
    public static SilenceState State(SilenceFacts facts, long nowTicks) =>
        nowTicks >= facts.EndTicks ? SilenceState.Expired : nowTicks < facts.StartTicks ? SilenceState.Pending : SilenceState.Active;

    /// <summary>Where a recurring silence stands at an instant, and from when to when that is so.</summary>
    public static RecurrencePhase Phase(SilenceFacts facts, CompiledSchedule recurrence, long nowTicks)
    {
        var duration = facts.Silence.Recurrence!.Duration.Ticks;
        var next = Next(recurrence, Math.Max(0, nowTicks - duration)) ?? long.MaxValue;

        // Of overlapping occurrences the first: at its end the others are found.
        return next <= nowTicks ? new RecurrencePhase(true, nowTicks, next + duration) : new RecurrencePhase(false, nowTicks, next);
    }

    /// <summary>The next instant at which what it holds may be free, or at which it may be forgotten.</summary>
    /// <param name="quietTicks">When it ends if nothing more is published that it takes; 0 when it does not end so.</param>
    public static long NextLook(SilenceFacts facts, CompiledSchedule? recurrence, long quietTicks, long retentionTicks, long nowTicks)
    {
        if (State(facts, nowTicks) == SilenceState.Expired)
            return Math.Max(facts.EndTicks + retentionTicks, nowTicks + 1);
        var next = facts.EndTicks;
        if (quietTicks > 0)
            next = Math.Min(next, Math.Max(quietTicks, facts.StartTicks));
        if (recurrence is not null)
            next = Math.Min(next, NextOccurrenceEnd(facts, recurrence, Math.Max(nowTicks, facts.StartTicks)));
        return next == long.MaxValue ? 0 : Math.Max(next, nowTicks + 1);
    }

    /// <summary>The change leaves what was as it was: the old one may become the new one. Else the old one ends, and another begins.</summary>
    public static bool MayChangeInPlace(SilenceFacts before, Silence change, long changedStartTicks, long nowTicks)
    {
        if (!TakesTheSame(before.Silence, change) || (change.EndsAt is { } end && end.UtcTicks <= nowTicks))
            return false;
        return State(before, nowTicks) switch
        {
            // To the second, as people and tools write instants.
            SilenceState.Active => Math.Abs(changedStartTicks - before.StartTicks) < TimeSpan.TicksPerSecond,
            SilenceState.Pending => changedStartTicks >= nowTicks,
            _ => false,
        };
    }

    /// <summary>The same, over at an instant; one that has not begun never does.</summary>
    public static SilenceFacts Ended(SilenceFacts facts, long nowTicks)
    {
        var end = new DateTimeOffset(nowTicks, TimeSpan.Zero);
        var start = Math.Min(facts.StartTicks, nowTicks);
        return SilenceFacts.Of(facts.Silence with { EndsAt = end, StartsAt = new DateTimeOffset(start, TimeSpan.Zero) }, start, facts.CreatedTicks, nowTicks);
    }

    private static bool TakesTheSame(Silence a, Silence b) =>
        string.Equals(a.TenantId, b.TenantId, StringComparison.Ordinal) && Equals(a.Recurrence, b.Recurrence)
        && a.AnyOf.Count == b.AnyOf.Count && a.AnyOf.Zip(b.AnyOf, SelectorCopy.AreEqual).All(static same => same);

    private static long NextOccurrenceEnd(SilenceFacts facts, CompiledSchedule recurrence, long nowTicks)
    {
        var phase = Phase(facts, recurrence, nowTicks);
        return phase.IsWithin || phase.UntilTicks == long.MaxValue ? phase.UntilTicks : phase.UntilTicks + facts.Silence.Recurrence!.Duration.Ticks;
    }

    private static long? Next(CompiledSchedule recurrence, long afterTicks) => recurrence.Next(new DateTimeOffset(afterTicks, TimeSpan.Zero))?.UtcTicks;
}
