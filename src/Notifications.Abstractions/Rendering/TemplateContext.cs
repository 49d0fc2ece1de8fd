namespace Notifications;

/// <summary>All that a template may speak of. Everything is given: a template reads no clock and no state.</summary>
public sealed record TemplateContext
{
    private readonly long _acceptedTicks;
    private readonly long _nowTicks;

    /// <summary>The event (of an aggregate, its newest).</summary>
    public required NotificationEvent Event { get; init; }

    /// <summary>The channel's name.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's kind (<c>email</c>, <c>slack</c>); null when it states none.</summary>
    public string? ChannelType { get; init; }

    /// <summary>The template that the rule or request names; null when none is named and the engine chooses.</summary>
    public string? Template { get; init; }

    /// <summary>The rule's fixed values for its template. Default: empty.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = LabelSet.Empty;

    /// <summary>The buttons that the request or the rule gives the message, in their order. Default: none.</summary>
    public IReadOnlyList<NotificationAction> Actions { get; init; } = [];

    /// <summary>What was put together in this message; null when it is about one event.</summary>
    public AggregateSummary? Aggregate { get; init; }

    /// <summary>The recipient's language tag. Default: the engine's.</summary>
    public string? Locale { get; init; }

    /// <summary>The recipient's IANA zone. Default: null, the template engine's own.</summary>
    public string? TimeZone { get; init; }

    /// <summary>When the event was accepted, in UTC: its time when it says none itself. Default: null, not known.</summary>
    public DateTimeOffset? AcceptedAt
    {
        get => _acceptedTicks == 0 ? null : new DateTimeOffset(_acceptedTicks, TimeSpan.Zero);
        init => _acceptedTicks = value?.UtcTicks ?? 0;
    }

    /// <summary>The instant at which the message is made, in UTC; relative times count from it.</summary>
    public DateTimeOffset Now
    {
        get => new(_nowTicks, TimeSpan.Zero);
        init => _nowTicks = value.UtcTicks;
    }
}
