namespace Notifications.Audit;

/// <summary>What is asked of the audit log. All that is set has to fit; what is not set fits all.</summary>
public sealed record AuditSearch
{
    /// <summary>The most records that one page may have.</summary>
    public const int MaxPageSize = 500;

    /// <summary>The tenant; empty for records without one, null for all. A host that serves tenants sets it always.</summary>
    public string? TenantId { get; init; }

    /// <summary>The action, or a pattern of it with <c>*</c> and <c>?</c>: <c>delivery.*</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The kind of actor.</summary>
    public AuditActorKind? ActorKind { get; init; }

    /// <summary>The actor's id.</summary>
    public string? ActorId { get; init; }

    /// <summary>What it was done to.</summary>
    public string? Target { get; init; }

    /// <summary>The W3C trace id, 32 hexadecimal digits.</summary>
    public string? TraceId { get; init; }

    /// <summary>Recorded at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Recorded before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>How many records a page has.</summary>
    /// <value>1 to <see cref="MaxPageSize"/>. Default: 50.</value>
    public int PageSize { get; init; } = 50;

    /// <summary>Where to go on: <see cref="AuditPage.NextCursor"/> of the page before, with all else the same. Null for the first page.</summary>
    public string? Cursor { get; init; }
}
