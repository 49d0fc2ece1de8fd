namespace Notifications.History;

/// <summary>What is asked of the history. All that is set has to fit; what is not set fits all.</summary>
public sealed record HistorySearch
{
    /// <summary>The most entries that one page may have.</summary>
    public const int MaxPageSize = 500;

    /// <summary>The tenant; empty for notifications without one, null for all. A host that serves tenants sets it always.</summary>
    public string? TenantId { get; init; }

    /// <summary>The channel's name, ignoring case.</summary>
    public string? Channel { get; init; }

    /// <summary>The statuses, any of them. Default: all.</summary>
    public IReadOnlyCollection<TrackingStatus> Statuses { get; init; } = [];

    /// <summary>The event's type, or a pattern of it with <c>*</c> and <c>?</c>: <c>order.*</c>. At most 256 characters.</summary>
    public string? EventType { get; init; }

    /// <summary>The event's id: the publisher's own, or the one given at intake.</summary>
    public string? EventId { get; init; }

    /// <summary>The address, ignoring case. One that is a secret is found whole, and in the redacted form in which an entry shows it.</summary>
    public string? Destination { get; init; }

    /// <summary>The recipient's id, as the resolver gave it.</summary>
    public string? RecipientId { get; init; }

    /// <summary>The rule's name, ignoring case.</summary>
    public string? Rule { get; init; }

    /// <summary>The W3C trace id, 32 hexadecimal digits: that of the event's <see cref="NotificationEvent.TraceParent"/>.</summary>
    public string? TraceId { get; init; }

    /// <summary>The provider's id of the message.</summary>
    public string? ProviderMessageId { get; init; }

    /// <summary>Created at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Created before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>How many entries a page has.</summary>
    /// <value>1 to <see cref="MaxPageSize"/>. Default: 50.</value>
    public int PageSize { get; init; } = 50;

    /// <summary>Where to go on: <see cref="HistoryPage.NextCursor"/> of the page before, with all else the same. Null for the first page.</summary>
    public string? Cursor { get; init; }
}
