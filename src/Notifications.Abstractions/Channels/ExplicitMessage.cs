namespace Notifications;

/// <summary>The values of a <see cref="ChannelMessage"/> that somebody wrote down by hand.</summary>
internal sealed class ExplicitMessage : IMessageSource
{
    private static readonly NotificationContent NoContent = new() { Subject = string.Empty, Text = string.Empty };
    private static readonly NotificationEvent NoEvent = new() { Type = string.Empty };

    public ExplicitMessage()
    {
    }

    public ExplicitMessage(IMessageSource source)
    {
        DeliveryId = source.DeliveryId;
        IdempotencyKey = source.IdempotencyKey;
        ReadyAt = source.ReadyAt;
        Channel = source.Channel;
        Destination = source.Destination;
        Content = source.Content;
        Event = source.Event;
        Aggregate = source.Aggregate;
        CorrelationKey = source.CorrelationKey;
        Status = source.Status;
        Priority = source.Priority;
        Rule = source.Rule;
        PreviousProviderMessageId = source.PreviousProviderMessageId;
        OnlyFor = source.OnlyFor;
    }

    public NotificationId DeliveryId { get; set; }

    public string IdempotencyKey { get; set; } = string.Empty;

    public DateTimeOffset ReadyAt { get; set; }

    public string Channel { get; set; } = string.Empty;

    public string? Destination { get; set; }

    public NotificationContent Content { get; set; } = NoContent;

    public NotificationEvent Event { get; set; } = NoEvent;

    public AggregateSummary? Aggregate { get; set; }

    public string? CorrelationKey { get; set; }

    public NotificationStatus Status { get; set; }

    public Priority Priority { get; set; } = Priority.Normal;

    public string? Rule { get; set; }

    public string? PreviousProviderMessageId { get; set; }

    public IReadOnlyList<string>? OnlyFor { get; set; }
}
