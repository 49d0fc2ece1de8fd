namespace Notifications.Handlebars.Values;

/// <summary>An event as templates see it.</summary>
/// <param name="e">The event.</param>
/// <param name="acceptedAt">Its time when it says none.</param>
internal sealed class EventObject(NotificationEvent e, DateTimeOffset? acceptedAt) : TemplateObject
{
    private static readonly string[] AllNames =
        ["type", "id", "source", "subject", "time", "severity", "status", "firing", "acknowledged", "resolved", "tenant", "correlationKey", "labels", "data"];

    public override IEnumerable<string> Names => AllNames;

    public override bool TryGet(string name, out object? value) => TryGet(e, acceptedAt, name, out value);

    public static bool TryGet(NotificationEvent e, DateTimeOffset? acceptedAt, string name, out object? value)
    {
        value = name switch
        {
            "type" => e.Type,
            "id" => e.Id,
            "source" => e.Source,
            "subject" => e.Subject,
            "time" => e.Time ?? acceptedAt,
            "severity" => SeverityText(e.Severity),
            "status" => StatusText(e.Status),
            "firing" => e.Status == NotificationStatus.Firing,
            "acknowledged" => e.Status == NotificationStatus.Acknowledged,
            "resolved" => e.Status == NotificationStatus.Resolved,
            "tenant" => e.TenantId,
            "correlationKey" => e.CorrelationKey,
            "labels" => new LabelObject(e.Labels),
            "data" => e.Data is { } data ? JsonValue.Of(data.Root) : null,
            _ => AllNames,
        };
        if (!ReferenceEquals(value, AllNames))
            return true;
        value = null;
        return false;
    }

    private static string SeverityText(Severity severity) => severity switch
    {
        Severity.Critical => nameof(Severity.Critical),
        Severity.High => nameof(Severity.High),
        Severity.Medium => nameof(Severity.Medium),
        Severity.Low => nameof(Severity.Low),
        _ => nameof(Severity.Info),
    };

    private static string? StatusText(NotificationStatus status) => status switch
    {
        NotificationStatus.Firing => "firing",
        NotificationStatus.Acknowledged => "acknowledged",
        NotificationStatus.Resolved => "resolved",
        _ => null,
    };
}
