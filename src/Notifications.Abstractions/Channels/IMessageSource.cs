namespace Notifications;

/// <summary>Where a <see cref="ChannelMessage"/> takes its values from: the engine's delivery itself, so that an attempt costs one small object.</summary>
internal interface IMessageSource
{
    NotificationId DeliveryId { get; }

    string IdempotencyKey { get; }

    DateTimeOffset ReadyAt { get; }

    string Channel { get; }

    string? Destination { get; }

    NotificationContent Content { get; }

    NotificationEvent Event { get; }

    AggregateSummary? Aggregate { get; }

    string? CorrelationKey { get; }

    NotificationStatus Status { get; }

    Priority Priority { get; }

    string? Rule { get; }

    string? PreviousProviderMessageId { get; }

    IReadOnlyList<string>? OnlyFor { get; }
}
