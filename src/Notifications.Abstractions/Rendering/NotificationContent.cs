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

    /// <summary>Files that travel with it. At most 32. Default: none. Channels that cannot carry files leave them out.</summary>
    public IReadOnlyList<NotificationAttachment> Attachments { get; init; } = [];

    /// <summary>Buttons, in their order. At most 25. Default: none. Channels without buttons show the links as text, or leave them out.</summary>
    public IReadOnlyList<NotificationAction> Actions { get; init; } = [];

    /// <summary>Copies, where answers go, how to unsubscribe. Default: none.</summary>
    public MessageAddressing? Addressing { get; init; }

    /// <summary>Compares attachment by attachment and button by button.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when all is equal.</returns>
    public bool Equals(NotificationContent? other) =>
        other is not null && Subject == other.Subject && Text == other.Text && Html == other.Html && Markdown == other.Markdown && Equals(Blocks, other.Blocks)
        && Equals(Addressing, other.Addressing) && (ReferenceEquals(Attachments, other.Attachments) || Attachments.SequenceEqual(other.Attachments))
        && (ReferenceEquals(Actions, other.Actions) || Actions.SequenceEqual(other.Actions));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Subject, Text, Html, Markdown, Blocks, Attachments.Count, Addressing, Actions.Count);
}
