namespace Notifications.Slack.Messages;

/// <summary>A button as Slack gets it: a link, or a signed value.</summary>
internal readonly record struct Button(string Label, string? Url, string? Value, NotificationActionStyle Style);
