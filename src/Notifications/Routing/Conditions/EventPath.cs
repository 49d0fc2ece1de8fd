using System.Text.Json;

namespace Notifications.Routing.Conditions;

/// <summary>Where in an event a value is: an attribute, a label, or a place in the data.</summary>
internal sealed class EventPath(PathRoot root, string label, PathStep[] steps)
{
    public PathRoot Root => root;

    public string Label => label;

    public PathValue Read(NotificationEvent notificationEvent) => root switch
    {
        PathRoot.Type => new(notificationEvent.Type),
        PathRoot.Source => new(notificationEvent.Source),
        PathRoot.Subject => new(notificationEvent.Subject),
        PathRoot.Id => new(notificationEvent.Id),
        PathRoot.Tenant => new(notificationEvent.TenantId),
        PathRoot.CorrelationKey => new(notificationEvent.CorrelationKey),
        PathRoot.Severity => new(SeverityText(notificationEvent.Severity)),
        PathRoot.Status => new(StatusText(notificationEvent.Status)),
        PathRoot.Label => new(notificationEvent.Labels.TryGetValue(label, out var value) ? value : null),
        PathRoot.Metadata when notificationEvent.Labels.TryGetValue(label, out var value) => new(value),
        _ => ReadData(notificationEvent.Data),
    };

    private static string SeverityText(Severity severity) => severity switch
    {
        Severity.Critical => nameof(Severity.Critical),
        Severity.High => nameof(Severity.High),
        Severity.Medium => nameof(Severity.Medium),
        Severity.Low => nameof(Severity.Low),
        _ => nameof(Severity.Info),
    };

    private static string StatusText(NotificationStatus status) => status switch
    {
        NotificationStatus.Firing => nameof(NotificationStatus.Firing),
        NotificationStatus.Acknowledged => nameof(NotificationStatus.Acknowledged),
        NotificationStatus.Resolved => nameof(NotificationStatus.Resolved),
        _ => nameof(NotificationStatus.None),
    };

    private PathValue ReadData(EventData? data)
    {
        if (data is null)
            return new(default(JsonElement));
        var element = data.Root;
        foreach (var step in steps)
        {
            if (!step.TryFollow(ref element))
                return new(default(JsonElement));
        }

        return new(element);
    }
}
