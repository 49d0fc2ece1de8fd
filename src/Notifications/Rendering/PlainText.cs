using System.Globalization;
using System.Text;

namespace Notifications.Rendering;

/// <summary>The default texts: one line that says what happened, and the details below. Fixed in form, so that the same event gives the same text for ever.</summary>
internal static class PlainText
{
    private const int MaxSubject = 200;

    public static NotificationContent RenderText(NotificationEvent e, AggregateSummary? aggregate) =>
        new() { Subject = Subject(e, aggregate), Text = Text(e, aggregate) };

    private static string Subject(NotificationEvent e, AggregateSummary? aggregate)
    {
        var text = new StringBuilder(96);
        text.Append('[').Append(StatusName(e)).Append("] ").Append(Name(e));
        if (e.Subject is { Length: > 0 } subject)
            text.Append(": ").Append(subject);
        if (aggregate is { Count: > 1 })
            text.Append(CultureInfo.InvariantCulture, $" ({aggregate.Count} times)");
        if (text.Length <= MaxSubject)
            return text.ToString();
        text.Length = char.IsHighSurrogate(text[MaxSubject - 2]) ? MaxSubject - 2 : MaxSubject - 1;
        return text.Append('…').ToString();
    }

    private static string StatusName(NotificationEvent e) => e.Status switch
    {
        NotificationStatus.Resolved => "Resolved",
        NotificationStatus.Acknowledged => "Acknowledged",
        _ => e.Severity.ToString(),
    };

    private static string Name(NotificationEvent e) => e.Labels.TryGetValue("alertname", out var name) && name.Length > 0 ? name : e.Type;

    private static string Text(NotificationEvent e, AggregateSummary? aggregate)
    {
        var text = new StringBuilder(256);
        AppendLine(text, "Type", e.Type);
        AppendLine(text, "Severity", e.Severity.ToString());
        if (e.Status != NotificationStatus.None)
            AppendLine(text, "Status", e.Status.ToString());
        AppendLine(text, "Subject", e.Subject);
        AppendLine(text, "Source", e.Source);
        AppendLine(text, "Time", e.Time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        foreach (var label in e.Labels)
            AppendLine(text, label.Key, label.Value);
        if (aggregate is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"Stands for {aggregate.Count} events");
            text.Append(CultureInfo.InvariantCulture, $" from {aggregate.First.UtcDateTime:yyyy-MM-dd HH:mm:ss} to ");
            text.Append(aggregate.Last.UtcDateTime.ToString(aggregate.Last.UtcDateTime.Date == aggregate.First.UtcDateTime.Date ? "HH:mm:ss 'UTC\n'" : "yyyy-MM-dd HH:mm:ss 'UTC\n'", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, string name, string? value)
    {
        if (value is { Length: > 0 })
            text.Append(name).Append(": ").Append(value).Append('\n');
    }
}
