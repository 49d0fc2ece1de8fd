using Notifications.Dispatch;

namespace Notifications.Operations;

/// <summary>The events by which operators hear of channels that fail.</summary>
internal static class OperatorEvents
{
    /// <summary>A channel fails.</summary>
    public const string Failing = "notifications.channel.failing";

    /// <summary>A channel's credentials or destinations are refused.</summary>
    public const string Misconfigured = "notifications.channel.misconfigured";

    /// <summary>That is over.</summary>
    public const string Recovered = "notifications.channel.recovered";

    /// <summary>The label with the channel's name.</summary>
    public const string ChannelLabel = "channel";

    private const string Prefix = "notifications.channel.";

    /// <summary>The event tells operators of a channel: its own failures count for nothing, so that nothing goes round in circles.</summary>
    public static bool IsOne(NotificationEvent e) => e.Type.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The event tells of this channel.</summary>
    public static bool IsAbout(NotificationEvent e, ChannelRuntime channel) =>
        IsOne(e) && e.Labels.TryGetValue(ChannelLabel, out var name) && string.Equals(name, channel.Name, StringComparison.OrdinalIgnoreCase);

    public static string KeyOf(string channel, bool isConfiguration) => $"notifications/channel/{channel}/{(isConfiguration ? "configuration" : "failures")}";

    public static NotificationEvent Create(string channel, bool isConfiguration, bool isBeginning, string text) => new()
    {
        Type = !isBeginning ? Recovered : isConfiguration ? Misconfigured : Failing,
        Source = "notifications",
        Subject = channel,
        Severity = Severity.High,
        Status = isBeginning ? NotificationStatus.Firing : NotificationStatus.Resolved,
        CorrelationKey = KeyOf(channel, isConfiguration),
        Labels = LabelSet.From(new Dictionary<string, string>(StringComparer.Ordinal) { [ChannelLabel] = channel, ["reason"] = Shorten(text) }),
    };

    // A label is one line of bounded length; what a provider says may be anything.
    private static string Shorten(string text)
    {
        var line = string.Concat(text.Take(300).Select(static c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? ' ' : c));
        return line.Trim().Length == 0 ? "no answer" : line;
    }
}
