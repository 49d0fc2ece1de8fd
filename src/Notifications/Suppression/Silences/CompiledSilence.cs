using Notifications.Routing;
using Notifications.Suppression.Holds;

namespace Notifications.Suppression.Silences;

/// <summary>A silence, compiled. Its times may change while it lives; what it takes may not.</summary>
internal sealed class CompiledSilence : Holder
{
    private long _matchedTicks;
    private volatile RecurrencePhase? _phase;

    public CompiledSilence() => Alarm = new SilenceAlarm(this);

    public required string Id { get; init; }

    /// <summary>Of run time; null for a fixed one.</summary>
    public SilenceRecord? Record { get; init; }

    public required SilenceFacts Facts { get; set; }

    /// <summary>An event that one of them takes is silenced.</summary>
    public required CompiledRule[] Selectors { get; init; }

    public CompiledSchedule? Recurrence { get; init; }

    public SilenceAlarm Alarm { get; }

    /// <summary>What it lasts for is resolved, but its end could not be stored yet. Guarded by the stage's gate.</summary>
    public bool IsResolved { get; set; }

    /// <summary>No more one of those there are.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>When something was published last that it takes.</summary>
    public long MatchedTicks => Volatile.Read(ref _matchedTicks);

    /// <summary>When it ends if nothing more is published that it takes; 0 when it does not end so.</summary>
    public long QuietTicks => Facts.Silence.UntilQuietFor is { } quiet ? Math.Max(MatchedTicks, Facts.StartTicks) + quiet.Ticks : 0;

    /// <summary>It holds back what it takes.</summary>
    public bool IsInForce(long nowTicks)
    {
        if (IsRemoved || SilenceRule.State(Facts, nowTicks) != SilenceState.Active)
            return false;
        if (Recurrence is null)
            return true;

        // The calendar is asked once for each occurrence, not for each event.
        var phase = _phase;
        if (phase is null || nowTicks < phase.FromTicks || nowTicks >= phase.UntilTicks)
            _phase = phase = SilenceRule.Phase(Facts, Recurrence, nowTicks);
        return phase.IsWithin;
    }

    public void Matched(long nowTicks)
    {
        if (Volatile.Read(ref _matchedTicks) < nowTicks)
            Volatile.Write(ref _matchedTicks, nowTicks);
    }

    /// <summary>Who and why, for the trace.</summary>
    public string Text() => $"silence {Id} by {Facts.Silence.CreatedBy}: {Facts.Silence.Comment}";

    /// <summary>What people see of it. Under the registry's lock.</summary>
    public SilenceInfo ToInfo(long nowTicks) => new()
    {
        Id = Id,
        Silence = Configuration.SelectorCopy.Of(Facts.Silence),
        State = SilenceRule.State(Facts, nowTicks),
        IsInForce = IsInForce(nowTicks),
        IsFixed = Record is null,
        CreatedAt = new DateTimeOffset(Facts.CreatedTicks, TimeSpan.Zero),
        UpdatedAt = new DateTimeOffset(Facts.UpdatedTicks, TimeSpan.Zero),
        Holding = Holding,
    };
}
