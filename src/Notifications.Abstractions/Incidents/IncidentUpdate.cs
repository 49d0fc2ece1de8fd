namespace Notifications;

/// <summary>A host's own incident at one moment, in the words of events. One call publishes it: <c>PublishIncidentAsync</c>, or an <see cref="IIncidentPublisher{TIncident}"/>.</summary>
public sealed record IncidentUpdate
{
    /// <summary>The incident's id: the correlation key of all its events, so that every channel tells one thing from its beginning to its end. At most 1,024 characters without control characters.</summary>
    public required string Id { get; init; }

    /// <summary>How far somebody is with it: gives the event's type and status.</summary>
    public required IncidentState State { get; init; }

    /// <summary>How bad it is. Default: <see cref="Severity.Info"/> (P4).</summary>
    public Severity Severity { get; init; }

    /// <summary>Counts the changes of the incident, by whatever changes with each: a row version, a time. Publishing the same (id, state, version) again within 24 hours is a duplicate, and tells nobody twice. Default: none, every call is a new event.</summary>
    public string? Version { get; init; }

    /// <summary>The headline: the event's subject. Line breaks become spaces, and what is over 1,024 characters is cut off. Default: none.</summary>
    public string? Title { get; init; }

    /// <summary>What is known. Default: none.</summary>
    public string? Description { get; init; }

    /// <summary>Who is affected. Default: none.</summary>
    public string? Impact { get; init; }

    /// <summary>Who works on it. Default: none.</summary>
    public string? Assignee { get; init; }

    /// <summary>Where it is handled: an absolute http or https address. Default: none.</summary>
    public string? Url { get; init; }

    /// <summary>The system that has it: the event's source. Default: none.</summary>
    public string? Source { get; init; }

    /// <summary>The tenant it belongs to. Default: none.</summary>
    public string? TenantId { get; init; }

    /// <summary>When it began. Default: unknown.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it came into this state: the event's time. Default: when it is published.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Labels to route by. Added to them, where there is room and nothing of that name: <c>state</c>, <c>incident_url</c>, and of a resolution <c>resolved_by</c>, <c>method</c>, <c>resolution</c>. At most 64. Default: empty.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = LabelSet.Empty;

    /// <summary>Who ended it, and how. Default: none.</summary>
    public IncidentResolution? Resolution { get; init; }

    /// <summary>The incident itself as JSON, for example <c>EventData.From(incident, MyJsonContext.Default.Incident)</c>: the members of an object join the event's data beside those named here, another value stands under <c>details</c>. Default: none.</summary>
    public EventData? Details { get; init; }

    /// <summary>It is an exercise: told where the real thing would be told, and kept apart from it. Default: false.</summary>
    public bool Drill { get; init; }

    /// <summary>The event that tells it. Depends on nothing but this update.</summary>
    /// <returns>The event.</returns>
    public NotificationEvent ToEvent() => IncidentEvent.From(this);
}
