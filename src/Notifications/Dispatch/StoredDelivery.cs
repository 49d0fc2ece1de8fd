using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>A delivery as it was written down: complete but for the event, the content and the channel, which it names.</summary>
internal sealed record StoredDelivery
{
    public required DeliveryRecord Record { get; init; }

    public required DeliveryFlags Flags { get; init; }

    public required ulong Reasons { get; init; }

    public required int Epoch { get; init; }

    public required long DueTicks { get; init; }

    public required long LeasedTicks { get; init; }

    public required long AcceptedTicks { get; init; }

    public required long SendAtTicks { get; init; }

    public required long ContentId { get; init; }

    public required string? Category { get; init; }

    public required string? RecipientId { get; init; }

    public required string? BatchId { get; init; }

    public required string? OriginChannel { get; init; }

    public required string? PreviousProviderMessageId { get; init; }

    public required int FallbackStep { get; init; }

    public required int TargetIndex { get; init; }

    public required int PublishDepth { get; init; }

    public required int AttemptsUsed { get; init; }

    public required bool IsTracked { get; init; }

    public required AggregateSummary? Aggregate { get; init; }

    /// <summary>Makes the delivery again. One that was under way goes back to its turn: nobody knows whether it arrived.</summary>
    public Delivery ToDelivery(NotificationEvent e, ChannelRuntime channel, ContentRecord? content, Suppression.AlertState? alert)
    {
        var delivery = new Delivery
        {
            Id = Record.Id.Value,
            // A summary of several things tells no status, though its newest event has one.
            SourceEvent = e.Status == Record.Status ? e : e with { Status = Record.Status },
            EventNumber = Record.EventId,
            CreatedTicks = Record.CreatedAt.UtcTicks,
            Runtime = channel,
            RuleName = Record.Rule,
            Destination = Record.Destination,
            Lane = Record.Priority,
            Epoch = Epoch,
            DueTicks = DueTicks,
            Attempts = (ushort)AttemptsUsed,
            Flags = Flags,
        };
        delivery.Restore(Record.State == DeliveryState.Leased ? DeliveryState.Ready : Record.State, Reasons);
        if (AcceptedTicks == delivery.CreatedTicks && Aggregate is null && content is null && alert is null && Category is null && RecipientId is null
            && BatchId is null && OriginChannel is null && FallbackStep == 0 && TargetIndex == 0 && PublishDepth == 0 && SendAtTicks == 0 && Record.Attempts.Count == 0)
            return delivery;
        delivery.Details = new DeliveryDetails
        {
            AcceptedTicks = AcceptedTicks == delivery.CreatedTicks ? null : AcceptedTicks,
            SendAtTicks = SendAtTicks == 0 ? null : SendAtTicks,
            Alert = alert,
            Aggregate = Aggregate,
            Content = content,
            ProviderMessageId = Record.ProviderMessageId,
            PreviousProviderMessageId = PreviousProviderMessageId,
            Category = Category,
            RecipientId = RecipientId,
            BatchId = BatchId,
            OriginChannel = OriginChannel,
            FallbackStep = FallbackStep,
            TargetIndex = TargetIndex,
            PublishDepth = PublishDepth,
            AttemptRecords = Record.Attempts.Count == 0 ? null : [.. Record.Attempts],
        };
        return delivery;
    }
}
