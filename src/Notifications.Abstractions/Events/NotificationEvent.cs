namespace Notifications;

/// <summary>Something happened. Rules decide who hears about it. The names are those of CloudEvents 1.0 where it has one.</summary>
/// <remarks>Strings are at most 1,024 characters (<see cref="IdempotencyKey"/> 255) of valid UTF-16 without control characters; labels at most 64.
/// What is outside the limits is refused with the limit in the error.</remarks>
public sealed record NotificationEvent
{
    private readonly DateTimeOffset _time;
    private readonly StatedSeverity _severity;

    /// <summary>What kind of thing happened, dotted from the general to the special: <c>incident.detected</c>. Rules match it by globs.</summary>
    public required string Type { get; init; }

    /// <summary>The publisher's own id. Default: a UUIDv7, given at intake.</summary>
    public string? Id { get; init; }

    /// <summary>Where it happened: a service, a URI. Default: none.</summary>
    public string? Source { get; init; }

    /// <summary>What it is about within the source: a host, an order. Default: none.</summary>
    public string? Subject { get; init; }

    /// <summary>When it happened. Default: the instant of intake.</summary>
    public DateTimeOffset? Time
    {
        get => _time == default ? null : _time;
        init => _time = value.GetValueOrDefault();
    }

    /// <summary>How bad it is. Default: that of the event's type where one is registered, else <see cref="Severity.Info"/>.</summary>
    public Severity Severity
    {
        get => _severity.Value;
        init => _severity = new StatedSeverity(value);
    }

    /// <summary>The state of what it is about. Default: <see cref="NotificationStatus.None"/>, a message without a lifecycle.</summary>
    public NotificationStatus Status { get; init; }

    /// <summary>An exercise: it takes the way of a real event, is marked in every message, counted apart, and never merged with, suppressed by or resolved by what is real. Default: false.</summary>
    public bool Drill { get; init; }

    /// <summary>The tenant it belongs to. Default: none. State, order and idempotency keys never cross tenants.</summary>
    public string? TenantId { get; init; }

    /// <summary>Names and values that say which one it is. For an event with a status they are its identity. Default: empty.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = LabelSet.Empty;

    /// <summary>The details as JSON, at most 1 MiB and 64 levels deep. Default: none.</summary>
    public EventData? Data { get; init; }

    /// <summary>Ties events to one another that are about one thing; overrides the identity by labels, and keeps their messages in order. Default: none.</summary>
    public string? CorrelationKey { get; init; }

    /// <summary>Publishing again with the same key, tenant and content within 24 hours answers with the first id. Default: none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The severity as it was stated; null when it was not.</summary>
    internal Severity? Stated
    {
        get => _severity.IsStated ? _severity.Value : null;
        init => _severity = value is { } severity ? new StatedSeverity(severity) : default;
    }

    /// <summary>W3C trace context, carried through to the provider. Default: that of the current activity.</summary>
    public string? TraceParent { get; init; }
}
