namespace Notifications.Configuration;

/// <summary>One place to which a rule sends. Names a channel, a recipient, or both.</summary>
public sealed record RuleTarget
{
    /// <summary>The channel by name.</summary>
    /// <value>Default: null, each channel on which the recipient has an address; a recipient is needed then.</value>
    public string? Channel { get; set; }

    /// <summary>The address on the channel.</summary>
    /// <value>Default: null, the channel's own default destination.</value>
    public string? Destination { get; set; }

    /// <summary>Whom to look up through the <see cref="IRecipientResolver"/>; instead of <see cref="Destination"/>.</summary>
    /// <value>Default: null.</value>
    public Recipient? Recipient { get; set; }

    /// <summary>Takes the address from the event; null means that there is none. From code only; instead of <see cref="Destination"/>.</summary>
    /// <value>Default: null.</value>
    public Func<NotificationEvent, string?>? DestinationSelector { get; set; }

    /// <summary>Takes the recipients from the event: its assignee, the affected user. From code only; instead of <see cref="Recipient"/>.</summary>
    /// <value>Default: null.</value>
    public Func<NotificationEvent, IReadOnlyList<Recipient>>? RecipientSelector { get; set; }

    /// <summary>Takes the recipients from the event by a CEL expression that gives a string or a list of strings: <c>event.data.customer_id</c>.
    /// Null, an empty text and an error mean that there are none; of more than <see cref="NotificationsOptions.MaxFanOut"/> only the first are told.
    /// In configuration also under the key <c>To</c>.</summary>
    /// <value>Default: null.</value>
    public string? RecipientExpression { get; set; }

    /// <summary>What the strings of <see cref="RecipientExpression"/> are.</summary>
    /// <value>Default: null, addresses when the target names a channel, else users.</value>
    public RecipientKind? ExpressionKind { get; set; }

    /// <inheritdoc/>
    public override string ToString()
    {
        // The path of a URL is a secret on most channels that take one.
        var who = (Destination is { } place && place.Contains('/', StringComparison.Ordinal) ? Tracking.SecretDestination.Redact(place) : Destination) ?? Recipient?.Value ?? (DestinationSelector is null && RecipientSelector is null && RecipientExpression is null ? null : "from the event");
        return who is null ? Channel ?? "nowhere" : Channel is null ? who : $"{Channel} ({who})";
    }
}
