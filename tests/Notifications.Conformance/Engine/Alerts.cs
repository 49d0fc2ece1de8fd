namespace Notifications.Conformance.Engine;

/// <summary>Events of the engine's tests: alerts, told apart by one label, and plain messages.</summary>
public static class Alerts
{
    /// <summary>An alert that fires.</summary>
    /// <param name="name">Which one.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="id">Its id; null for one given at intake.</param>
    /// <returns>The event.</returns>
    public static NotificationEvent Firing(string name = "disk", Severity severity = Severity.High, string? id = null) => Make(name, NotificationStatus.Firing, severity, id);

    /// <summary>An alert that somebody has taken on.</summary>
    /// <param name="name">Which one.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="id">Its id; null for one given at intake.</param>
    /// <returns>The event.</returns>
    public static NotificationEvent Acknowledged(string name = "disk", Severity severity = Severity.High, string? id = null) => Make(name, NotificationStatus.Acknowledged, severity, id);

    /// <summary>An alert that is over.</summary>
    /// <param name="name">Which one.</param>
    /// <param name="severity">How bad it was.</param>
    /// <param name="id">Its id; null for one given at intake.</param>
    /// <returns>The event.</returns>
    public static NotificationEvent Resolved(string name = "disk", Severity severity = Severity.High, string? id = null) => Make(name, NotificationStatus.Resolved, severity, id);

    /// <summary>A message without a lifecycle.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="id">Its id; null for one given at intake.</param>
    /// <returns>The event.</returns>
    public static NotificationEvent Message(string subject = "order 1", Severity severity = Severity.Info, string? id = null) =>
        new() { Type = "order.failed", Subject = subject, Severity = severity, Id = id };

    private static NotificationEvent Make(string name, NotificationStatus status, Severity severity, string? id) => new()
    {
        Type = "incident.changed",
        Status = status,
        Severity = severity,
        Id = id,
        Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["alertname"] = name },
    };
}
