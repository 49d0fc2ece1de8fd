namespace Notifications.Audit;

/// <summary>Something that was done to the system, and by whom. Immutable: nothing changes or removes a record but its bound and its age.</summary>
public sealed record AuditRecord
{
    /// <summary>Its id. Given when it is recorded; what the caller sets is not kept.</summary>
    public NotificationId Id { get; init; }

    /// <summary>When it was recorded. Given when it is recorded; what the caller sets is not kept.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What was done, as dotted lower-case words from the general to the special: <c>delivery.retried</c>. 1 to 128 characters.</summary>
    public required string Action { get; init; }

    /// <summary>Who did it. Default: the system.</summary>
    public AuditActor Actor { get; init; }

    /// <summary>The tenant it concerns, or empty. Default: empty. At most 256 characters.</summary>
    public string TenantId { get; init; } = string.Empty;

    /// <summary>What it was done to: the id of a delivery, the name of a rule. At most 512 characters; null for nothing in particular.</summary>
    public string? Target { get; init; }

    /// <summary>In words. Never a secret or a message's content. At most 4,096 characters; null for none.</summary>
    public string? Details { get; init; }

    /// <summary>The W3C trace id, 32 hexadecimal digits. Null takes that of the current activity, if there is one.</summary>
    public string? TraceId { get; init; }

    /// <summary>What it was before, for a change; at most 64 KiB of JSON. Null for none.</summary>
    public EventData? Before { get; init; }

    /// <summary>What it is now, for a change; at most 64 KiB of JSON. Null for none.</summary>
    public EventData? After { get; init; }
}
