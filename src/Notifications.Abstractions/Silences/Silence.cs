namespace Notifications;

/// <summary>Says which events nobody is to hear of, from when to when, who says so and why. A document: the engine keeps a copy.</summary>
/// <remarks>The ends are half-open: it is in force at its start and no more at its end. Requests are not silenced, only events.</remarks>
public sealed record Silence
{
    /// <summary>What it takes: an event that one of the selectors takes.</summary>
    /// <value>1 to 100. Default: empty; has to be given.</value>
    public IList<EventSelector> AnyOf { get; set; } = [];

    /// <summary>The tenant whose events it takes.</summary>
    /// <value>Default: null, all tenants and events without one.</value>
    public string? TenantId { get; set; }

    /// <summary>When it begins. A start that has passed is moved to the instant of creation: a silence does not change what was.</summary>
    /// <value>Default: null, at once.</value>
    public DateTimeOffset? StartsAt { get; set; }

    /// <summary>When it ends; not included.</summary>
    /// <value>Default: null. Has to be given unless <see cref="Recurrence"/>, <see cref="UntilResolved"/> or <see cref="UntilQuietFor"/> is.</value>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Makes it come back: between its start and its end it is in force only during the occurrences.</summary>
    /// <value>Default: null, all the time.</value>
    public SilenceRecurrence? Recurrence { get; set; }

    /// <summary>Ends it when an alert that it takes is resolved and it holds no other one.</summary>
    /// <value>Default: false.</value>
    public bool UntilResolved { get; set; }

    /// <summary>Ends it when for so long nothing was published that it takes, and it holds no alert.</summary>
    /// <value>1 s to 365 days. Default: null.</value>
    public TimeSpan? UntilQuietFor { get; set; }

    /// <summary>Who says so.</summary>
    /// <value>1 to 256 characters. Default: empty; has to be given.</value>
    public string CreatedBy { get; set; } = string.Empty;

    /// <summary>Why.</summary>
    /// <value>1 to 1,024 characters. Default: empty; has to be given.</value>
    public string Comment { get; set; } = string.Empty;
}
