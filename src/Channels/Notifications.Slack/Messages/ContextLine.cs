using System.Globalization;
using System.Text;

namespace Notifications.Slack.Messages;

/// <summary>The small line at the end: status, severity, type, source, time, and what a summary stands for.</summary>
internal static class ContextLine
{
    public static string Write(ChannelMessage message)
    {
        var e = message.Event;
        var line = new StringBuilder(256);
        if (message.Status != NotificationStatus.None)
            line.Append('*').Append(message.Status.ToString()).Append("* · ");
        line.Append(e.Severity.ToString()).Append(" (P").Append((int)Severity.Critical - (int)e.Severity).Append(')');
        Append(line, e.Type);
        Append(line, e.Source);
        if (e.Time is { } time)
            line.Append(" · ").Append(Date(time));
        if (message.Aggregate is { Count: > 1 } aggregate)
            line.Append(CultureInfo.InvariantCulture, $" · stands for {aggregate.Count} events, {Date(aggregate.First)} to {Date(aggregate.Last)}");
        return line.ToString();
    }

    /// <summary>An instant that Slack shows in the reader's own zone.</summary>
    private static string Date(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"<!date^{time.ToUnixTimeSeconds()}^{{date_num}} {{time_secs}}|{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC>");

    private static void Append(StringBuilder line, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            line.Append(" · ").Append(Mrkdwn.Line(text, 200));
    }
}
