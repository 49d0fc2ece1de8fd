using System.Globalization;
using System.Text;

namespace Notifications.Testing;

/// <summary>Writes what was recorded, for the text of a failed assertion.</summary>
internal static class RecordingText
{
    private const int MostLines = 50;

    public static string Line(RecordedAttempt attempt)
    {
        var message = attempt.Message;
        var told = message.Status == NotificationStatus.None ? string.Empty : $" {message.Status}";
        var where = message.Destination is { } destination ? $" to {destination}" : string.Empty;
        var many = message.Aggregate is { } aggregate ? $" ×{aggregate.Count}" : string.Empty;
        var answer = attempt.Result?.ToString() ?? attempt.Exception?.GetType().Name ?? "no answer yet";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#{attempt.Number} {attempt.StartedAt:HH:mm:ss.fff} {message.Event.Type}{told}{many}{where}, rule {message.Rule ?? "(request)"}, {message.Priority}, attempt {message.Attempt} \"{message.Content.Subject}\" → {answer}");
    }

    public static string Describe(RecordingChannel channel)
    {
        var attempts = channel.Attempts;
        if (attempts.Count == 0)
            return $"Channel '{channel.Name}' recorded nothing.";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Channel '{channel.Name}' recorded {attempts.Count} attempt(s), {channel.Deliveries.Count} delivered:");
        for (var i = 0; i < attempts.Count && i < MostLines; i++)
            text.Append("\n  ").Append(Line(attempts[i]));
        if (attempts.Count > MostLines)
            text.Append(CultureInfo.InvariantCulture, $"\n  … and {attempts.Count - MostLines} more");
        return text.ToString();
    }
}
