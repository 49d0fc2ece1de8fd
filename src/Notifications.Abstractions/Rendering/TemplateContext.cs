namespace Notifications;

/// <summary>All that a template may speak of. Everything is given: a template reads no clock and no state.</summary>
public sealed record TemplateContext
{
    /// <summary>The event (of an aggregate, its newest).</summary>
    public required NotificationEvent Event { get; init; }

    /// <summary>The channel's name.</summary>
    public required string Channel { get; init; }

    /// <summary>What was put together in this message; null when it is about one event.</summary>
    public AggregateSummary? Aggregate { get; init; }

    /// <summary>The recipient's language tag. Default: the engine's.</summary>
    public string? Locale { get; init; }
}
