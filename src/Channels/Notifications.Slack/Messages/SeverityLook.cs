namespace Notifications.Slack.Messages;

/// <summary>The mark before a subject and the colour of the bar.</summary>
internal static class SeverityLook
{
    private const string Green = "#2EB67D";

    public static string Mark(Severity severity, NotificationStatus status) => status == NotificationStatus.Resolved ? "✅" : severity switch
    {
        Severity.Critical => "🔴",
        Severity.High => "🟠",
        Severity.Medium => "🟡",
        Severity.Low => "🔵",
        _ => "⚪",
    };

    public static string Color(Severity severity, NotificationStatus status) => status == NotificationStatus.Resolved ? Green : severity switch
    {
        Severity.Critical => "#E01E5A",
        Severity.High => "#F2711C",
        Severity.Medium => "#ECB22E",
        Severity.Low => "#36C5F0",
        _ => "#9E9E9E",
    };
}
