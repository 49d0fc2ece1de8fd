using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Tracking;

namespace Notifications.Routing;

/// <summary>Asks which rules an event matches.</summary>
internal sealed class RoutingStage(EngineContext engine, RuleRouter router)
{
    /// <summary>Finds the rules; they are in the step's matches, in their order. A condition that failed counts as false and is in the trace.</summary>
    public void Route(Step step, NotificationEvent e, object? typed)
    {
        router.Route(engine.Current.Rules, e, typed, step.Now, ref step.Matches);
        if (step.Matches.Failures is { } failures)
            engine.Counters.Add(Counter.ConditionErrors, failures.Count);
    }

    /// <summary>Writes the conditions that failed into the trace of the event.</summary>
    public void TraceFailures(Step step, long eventNumber)
    {
        if (step.Matches.Failures is not { } failures)
            return;
        foreach (var failure in failures)
        {
            step.Trace(eventNumber, failure.Rule?.Name, DecisionReason.ConditionFailed);
            if (engine.LogPace.IsTime(failure.Rule?.Name ?? string.Empty, step.NowTicks))
                engine.Log.ConditionFailed(failure.Rule?.Name ?? "(router)", failure.Message);
        }
    }
}
