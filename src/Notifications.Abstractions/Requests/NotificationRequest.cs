namespace Notifications;

/// <summary>A message to named recipients, without rules.</summary>
public sealed record NotificationRequest
{
    /// <summary>Who shall get it. At least one, or at least one channel with a destination of its own.</summary>
    public IReadOnlyList<Recipient> Recipients { get; init; } = [];

    /// <summary>The channels by name. Default: for each recipient all channels for which it has an address.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The subject line. At most 1,024 characters without line breaks.</summary>
    public string? Subject { get; init; }

    /// <summary>The text. With <see cref="Subject"/>, or one of both.</summary>
    public string? Body { get; init; }

    /// <summary>Content for single channels, by channel name; the others take <see cref="Subject"/> and <see cref="Body"/>.</summary>
    public IReadOnlyDictionary<string, NotificationContent>? ContentByChannel { get; init; }

    /// <summary>The template that makes the content, of <see cref="Data"/> and <see cref="Metadata"/>. A channel in <see cref="ContentByChannel"/> keeps its own content;
    /// <see cref="Subject"/> and <see cref="Body"/> go out when the template fails. One that does not exist, or lacks a variable that it requires, is refused. Default: none.</summary>
    public string? Template { get; init; }

    /// <summary>The language of the message, for all its recipients: it goes before a recipient's own and the engine's. A BCP 47 tag such as <c>fr-CA</c>, at most 35 characters; what is
    /// none is refused (<see cref="NotificationErrorCode.InvalidAttribute"/>). Default: the recipient's, else the engine's.</summary>
    public string? Locale { get; init; }

    /// <summary>Files that travel with <see cref="Body"/> or what <see cref="Template"/> makes, on channels that can carry them. At most 32. Default: none.</summary>
    public IReadOnlyList<NotificationAttachment> Attachments { get; init; } = [];

    /// <summary>Buttons under <see cref="Body"/> or what <see cref="Template"/> makes, on channels that can show them. At most 25. Default: none.</summary>
    public IReadOnlyList<NotificationAction> Actions { get; init; } = [];

    /// <summary>Copies, where answers go, how to unsubscribe, for <see cref="Body"/> or what <see cref="Template"/> makes. Default: none.</summary>
    public MessageAddressing? Addressing { get; init; }

    /// <summary>The lane. Default: <see cref="Priority.Normal"/>.</summary>
    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>The severity that channels show. Default: <see cref="Severity.Info"/>.</summary>
    public Severity Severity { get; init; }

    /// <summary>An exercise: marked in the message, counted apart. Default: false.</summary>
    public bool Drill { get; init; }

    /// <summary>The category, for limits and preferences. Default: none.</summary>
    public string? Category { get; init; }

    /// <summary>When to send. Default, or in the past: now.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>Messages with the same key to the same destination keep their order. Default: none.</summary>
    public string? CorrelationKey { get; init; }

    /// <summary>Sending again with the same key, tenant and content within 24 hours answers with the first id. At most 255 characters.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Ties requests together, to cancel them as a whole. Default: none.</summary>
    public string? BatchId { get; init; }

    /// <summary>The tenant. Default: none.</summary>
    public string? TenantId { get; init; }

    /// <summary>Names and values that travel with the message. Default: empty.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = LabelSet.Empty;

    /// <summary>Details for templates and for channels that carry data. Default: none.</summary>
    public EventData? Data { get; init; }

    /// <summary>W3C trace context. Default: that of the current activity.</summary>
    public string? TraceParent { get; init; }
}
