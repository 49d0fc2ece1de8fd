namespace Notifications.PagerDuty.Events;

/// <summary>How status and severity are called in events.</summary>
internal static class ActionRule
{
    /// <summary>Opens an alert, or adds to an open one.</summary>
    public const string Trigger = "trigger";

    /// <summary>The action of a status. A message without one triggers: who sends it to a pager wants somebody to be called.</summary>
    public static string Of(NotificationStatus status) => status switch
    {
        NotificationStatus.Acknowledged => "acknowledge",
        NotificationStatus.Resolved => "resolve",
        _ => Trigger,
    };

    public static string SeverityOf(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "error",
        Severity.Medium => "warning",
        _ => "info",
    };

    public static string NameOf(NotificationStatus status) => status switch
    {
        NotificationStatus.Firing => "firing",
        NotificationStatus.Acknowledged => "acknowledged",
        NotificationStatus.Resolved => "resolved",
        _ => "none",
    };
}
