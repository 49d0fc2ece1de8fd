using System.Diagnostics;
using Notifications.Dispatch;

namespace Notifications.Telemetry;

/// <summary>The names under which the engine is observed: <c>AddSource(NotificationTelemetry.SourceName)</c>, <c>AddMeter(NotificationTelemetry.MeterName)</c>.</summary>
public static class NotificationTelemetry
{
    /// <summary>The activity source.</summary>
    public const string SourceName = "Notifications";

    /// <summary>The meter.</summary>
    public const string MeterName = "Notifications";

    internal static ActivitySource Source { get; } = new(SourceName);

    /// <summary>A producer span for a publish, in the trace of the caller or of the event.</summary>
    internal static Activity? StartPublish(NotificationEvent e)
    {
        var activity = ActivityContext.TryParse(e.TraceParent, null, isRemote: true, out var parent)
            ? Source.StartActivity("notifications.publish", ActivityKind.Producer, parent)
            : Source.StartActivity("notifications.publish", ActivityKind.Producer);
        activity?.SetTag(TagNames.EventType, e.Type);
        return activity;
    }

    /// <summary>A client span for one attempt, in the trace of the event.</summary>
    internal static Activity? StartSend(Delivery delivery, string provider)
    {
        _ = ActivityContext.TryParse(delivery.SourceEvent.TraceParent, null, isRemote: true, out var parent);
        var activity = Source.StartActivity("notifications.send", ActivityKind.Client, parent);
        if (activity is null)
            return null;
        activity.SetTag(TagNames.Channel, delivery.Runtime.Name);
        activity.SetTag(TagNames.Provider, provider);
        activity.SetTag(TagNames.Rule, delivery.RuleName);
        activity.SetTag(TagNames.Attempt, delivery.Attempts);
        activity.SetTag(TagNames.DeliveryId, delivery.GetId().ToString());
        return activity;
    }

    internal static void Complete(Activity? activity, DeliveryResult result)
    {
        if (activity is null)
            return;
        activity.SetTag(TagNames.Result, result.Kind.ToString());
        if (result.Kind is not (DeliveryResultKind.Delivered or DeliveryResultKind.Accepted))
            activity.SetStatus(ActivityStatusCode.Error, result.Reason);
    }
}
