using Microsoft.Extensions.Logging;
using Notifications.Configuration;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Spelling;
using Notifications.Tracking;

namespace Notifications.EventTypes;

/// <summary>Asks at intake whether an event is what is registered for its type, and completes it. An event of a type that nobody registered costs one look-up, or none at all.</summary>
internal sealed class EventTypeStage(EngineContext engine, ILogger logger)
{
    private const string OwnPrefix = "notifications.";

    /// <summary>Checks.</summary>
    /// <param name="e">The event; gets the severity of its type where it states none.</param>
    /// <param name="step">Takes what is to be in the trace of an event that is taken all the same.</param>
    /// <returns>Why it is refused; null when it is taken.</returns>
    public NotificationError? Check(ref NotificationEvent e, Step step)
    {
        var configuration = engine.Current;
        if (configuration.KnownTypes.Find(e.Type) is not { } type)
            return configuration.Engine.UnknownEventTypes == UnknownEventTypes.Accept || IsOwn(e.Type) ? null : CheckUnknown(e, configuration, step);
        if (type.Document.DefaultSeverity is { } severity && e.Stated is null)
            e = e with { Severity = severity };
        return type.Schema is null ? null : CheckData(e, type, configuration.Engine, step);
    }

    // What the engine tells its operators is registered nowhere, and must always get through.
    private static bool IsOwn(string type) => type.StartsWith(OwnPrefix, StringComparison.Ordinal);

    private NotificationError? CheckUnknown(NotificationEvent e, EngineConfiguration configuration, Step step)
    {
        if (configuration.Engine.UnknownEventTypes == UnknownEventTypes.Refuse)
        {
            engine.Counters.Add(Counter.UnknownTypeRefused);
            return new(NotificationErrorCode.UnknownEventType,
                $"Type '{EventRule.Shorten(e.Type)}' is not registered, and only registered types are taken: {Suggestion.Hint(e.Type, configuration.KnownTypes.Names, "types")} Register it with AddEventType or under EventTypes.");
        }

        engine.Counters.Add(Counter.UnknownTypeWarned);
        step.Intake = DecisionReason.UnknownEventType;
        if (engine.LogPace.IsTime("unknown type " + e.Type, step.NowTicks))
            EventTypeLog.UnknownType(logger, EventRule.Shorten(e.Type));
        return null;
    }

    private NotificationError? CheckData(NotificationEvent e, CompiledEventType type, NotificationsOptions options, Step step)
    {
        var policy = type.Document.Validation ?? options.EventValidation;
        if (policy == EventValidation.Off || type.Check(e.Type, e.Data) is not { } violation)
            return null;
        if (policy == EventValidation.Refuse)
        {
            engine.Counters.Add(Counter.SchemaRefused);
            return violation;
        }

        engine.Counters.Add(Counter.SchemaWarned);
        step.Intake = DecisionReason.SchemaViolated;
        if (engine.LogPace.IsTime("schema of " + e.Type, step.NowTicks))
            EventTypeLog.SchemaViolated(logger, EventRule.Shorten(e.Type), violation.Message);
        return null;
    }
}
