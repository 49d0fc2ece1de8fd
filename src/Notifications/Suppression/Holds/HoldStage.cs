using Notifications.Aggregation;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Routing;
using Notifications.Suppression.Inhibition;
using Notifications.Suppression.Silences;
using Notifications.Tracking;

namespace Notifications.Suppression.Holds;

/// <summary>Asks of what is about to leave: is it inhibited or silenced? An alert that is held is remembered, so that it can be told when the hold ends; a message is not.</summary>
internal sealed class HoldStage(EngineContext engine)
{
    private const int MaxSamples = 5;

    /// <summary>Finds what holds an event back; conditions that failed are in its trace and hold nothing.</summary>
    public Hold? Find(Step step, NotificationEvent e, EventIdentity? identity, long eventNumber, string? rule)
    {
        if (step.HoldVersion < 0)
            step.HoldVersion = engine.Holds.Version;
        var failures = default(List<MatchFailure>);
        var hold = engine.Holds.Find(e, identity, step.Now, ref failures);
        Report(step, eventNumber, rule, failures);
        return hold;
    }

    /// <summary>The same for a match.</summary>
    public Hold? Find(Step step, in MatchContext match) =>
        Find(step, match.Event, IsAlert(match.Event) ? match.Alert?.Identity ?? EventIdentity.Of(match.Event) : null, match.EventNumber, match.RuleName);

    /// <summary>Holds a match back.</summary>
    public void Keep(Step step, in MatchContext match, Hold hold)
    {
        var waiting = match.Aggregate?.Count ?? 1;

        // Those that were joined to it wait with it, and are told within no other message.
        step.Tally.Merged -= match.IsFlush ? waiting : waiting - 1;
        Count(step, hold.Reason, waiting);
        step.Trace(match.EventNumber, match.RuleName, hold.Reason, null, hold.RelatedId, hold.Detail);
        if (match.Alert is not { } alert || match.RuleName is not { } rule || match.Event.Status == NotificationStatus.None)
        {
            step.Tally.Suppressed += waiting;
            return;
        }

        var held = Enter(step, alert.Identity);
        var events = held.Find(rule)?.Held.Copy() ?? new HeldEvents();
        events.Add(match, MaxSamples);
        held.Put(new HeldEntry(rule, hold.Reason, hold.Detail, events, hold.By));
        if (alert.WasHeld)
            return;

        // From now on a destination that is not known was never told.
        step.Save(alert);
        alert.WasHeld = true;
        if (match.IsFlush)
            step.Put(alert);
    }

    /// <summary>A resolved alert is held: only those hear of it who were told that it fires.</summary>
    public static void NoteEnd(Step step, in MatchContext match, Hold hold) =>
        step.Trace(match.EventNumber, match.RuleName, hold.Reason, null, hold.RelatedId, hold.Detail);

    /// <summary>What an alert means for others, and for what is held of it, whoever hears of it.</summary>
    public void NoteAlert(Step step, NotificationEvent e, NotificationId id, AlertState? alert, in EventIdentity identity)
    {
        if (engine.Holds.HasInhibitions)
            NoteSource(step, e, identity, id);
        else if (e.Status == NotificationStatus.Resolved && engine.Holds.FindSource(identity) is { } known)
            End(step, known);
        if (alert is not null && e.Status == NotificationStatus.Resolved)
            End(step, e, identity);
    }

    /// <summary>An alert is over: what was held of it needs no telling, and a silence that lasts until then may be over too.</summary>
    private void End(Step step, NotificationEvent e, in EventIdentity identity)
    {
        // An exercise ends no silence.
        HashSet<CompiledSilence> silences = [];
        if (!identity.IsDrill)
            engine.Holds.FindSilences(e, step.Now, silences);
        if (engine.Holds.FindHeld(identity) is { } held)
        {
            step.Save(held);
            foreach (var entry in held.Entries)
            {
                step.Tally.Suppressed += entry.Held.Count;
                step.Trace(entry.Held.NewestEventNumber, entry.RuleName, DecisionReason.Superseded);
                if (entry.By is CompiledSilence silence && !identity.IsDrill)
                    silences.Add(silence);
            }

            held.DueTicks = 0;
            step.End(held);
        }

        foreach (var silence in silences)
        {
            if (silence.Facts.Silence.UntilResolved)
                step.Looks.Add(silence);
        }
    }

    /// <summary>Notes an alert that fires as one that inhibits others, or that it does so no more. Whether anybody hears of it does not matter.</summary>
    private void NoteSource(Step step, NotificationEvent e, in EventIdentity identity, NotificationId id)
    {
        var known = engine.Holds.FindSource(identity);
        var failures = default(List<MatchFailure>);
        var fires = e.Status is NotificationStatus.Firing or NotificationStatus.Acknowledged && engine.Holds.IsSource(e, step.Now, ref failures);
        Report(step, id.Value, null, failures);
        if (!fires)
        {
            if (known is not null)
                End(step, known);
            return;
        }

        if (known is null && IsFull())
            return;
        var source = known ?? new InhibitingAlert(identity, new SourceFacts(e, id.Value, step.NowTicks, step.NowTicks));
        step.Save(source);
        source.Facts = source.Facts with { Event = e, LastSeenTicks = step.NowTicks };
        if (source.DueTicks == 0)
        {
            source.DueTicks = step.NowTicks + engine.Current.Engine.SourceTimeout.Ticks;
            step.Due.Add(source);
        }

        step.Put(source);
        step.NewStates.Add(source);
    }

    /// <summary>Nothing was heard of an alert that inhibits others: it is believed to be over when that has lasted too long.</summary>
    public void LookAt(Step step, InhibitingAlert source)
    {
        var until = source.Facts.LastSeenTicks + engine.Current.Engine.SourceTimeout.Ticks;
        if (until <= step.NowTicks)
        {
            engine.HoldLog.SourceTimedOut(engine.Current.Engine.SourceTimeout);
            End(step, source);
            return;
        }

        step.Save(source);
        source.DueTicks = until;
        step.Put(source);
        step.Due.Add(source);
    }

    public static bool IsAlert(NotificationEvent e) => e.Status is NotificationStatus.Firing or NotificationStatus.Acknowledged;

    public static void Count(Step step, DecisionReason reason, int count)
    {
        if (reason == DecisionReason.Inhibited)
            step.Tally.Inhibited += count;
        else
            step.Tally.Silenced += count;
    }

    private static void End(Step step, InhibitingAlert source)
    {
        step.Save(source);
        source.DueTicks = 0;
        step.End(source);
    }

    private HeldAlert Enter(Step step, in EventIdentity identity)
    {
        if (step.Held is { } entered)
            return entered;
        var held = engine.Holds.FindHeld(identity) ?? new HeldAlert(identity);
        step.Save(held);
        step.Put(held);
        step.NewStates.Add(held);
        return step.Held = held;
    }

    private bool IsFull()
    {
        var limit = engine.Current.Engine.MaxTrackedAlerts;
        if (engine.Holds.InhibitingAlerts < limit)
            return false;
        engine.Counters.Add(Counter.Untracked);
        if (engine.LogPace.IsTime(nameof(HoldStage), engine.NowTicks()))
            engine.HoldLog.SourcesFull(limit);
        return true;
    }

    private void Report(Step step, long eventNumber, string? rule, List<MatchFailure>? failures)
    {
        foreach (var failure in failures ?? [])
        {
            engine.Counters.Add(Counter.ConditionErrors);
            step.Trace(eventNumber, rule, DecisionReason.ConditionFailed, detail: $"{failure.Rule?.Name}: {failure.Message}");
            if (engine.LogPace.IsTime(failure.Rule?.Name ?? string.Empty, step.NowTicks))
                engine.HoldLog.ConditionFailed(failure.Rule?.Name ?? string.Empty, failure.Message);
        }
    }
}
