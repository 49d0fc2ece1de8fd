namespace Notifications;

/// <summary>What a message says, rendered and immutable. A channel takes the richest form it can show.</summary>
public sealed record NotificationContent
{
    /// <summary>One line, without line breaks.</summary>
    public required string Subject { get; init; }

    /// <summary>The plain text. Always there, so that every channel can say something.</summary>
    public required string Text { get; init; }

    /// <summary>The same as HTML. Default: none.</summary>
    public string? Html { get; init; }

    /// <summary>The same as CommonMark, for channels that show a dialect of it. Default: none.</summary>
    public string? Markdown { get; init; }

    /// <summary>Vendor-specific JSON, for example Slack blocks. Default: none.</summary>
    public EventData? Blocks { get; init; }
}
