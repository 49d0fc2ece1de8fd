using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>A delivery as it was written down: complete but for the event, the content and the channel, which it names. Read over and over, by one thread:
/// what neighbours have in common, as the names of channel and rule, is then one text and not a million.</summary>
internal sealed class StoredDelivery
{
    private DeliveryRecord? _record;

    /// <summary>What people ask of it.</summary>
    public DeliveryRecord Record => _record ??= DeliveryFormat.ToRecord(this);

    public long Id { get; set; }

    public long EventNumber { get; set; }

    public long CreatedTicks { get; set; }

    public string Channel { get; set; } = string.Empty;

    public string? Destination { get; set; }

    public string? Rule { get; set; }

    public string TenantId { get; set; } = string.Empty;

    public DeliveryState State { get; set; }

    public Priority Lane { get; set; }

    public NotificationStatus Status { get; set; }

    public DeliveryFlags Flags { get; set; }

    public ulong Reasons { get; set; }

    public int Epoch { get; set; }

    public long DueTicks { get; set; }

    public long LeasedTicks { get; set; }

    public long FinishedTicks { get; set; }

    public int Attempts { get; set; }

    public bool HasDetails { get; set; }

    public long AcceptedTicks { get; set; }

    public long SendAtTicks { get; set; }

    public bool IsTracked { get; set; }

    public AggregateSummary? Aggregate { get; set; }

    public long ContentId { get; set; }

    public string? ProviderMessageId { get; set; }

    public string? PreviousProviderMessageId { get; set; }

    public string? Category { get; set; }

    public string? RecipientId { get; set; }

    public string? BatchId { get; set; }

    public string? OriginChannel { get; set; }

    public int FallbackStep { get; set; }

    public int TargetIndex { get; set; }

    public int PublishDepth { get; set; }

    public int Interruptions { get; set; }

    public RemainingRecipients? Remaining { get; set; }

    public AttemptRecord[] Records { get; set; } = [];

    /// <summary>Another one is about to be read.</summary>
    public void Begin() => _record = null;

    /// <summary>Makes the delivery again. One that was under way goes back to its turn: nobody knows whether it arrived.</summary>
    public Delivery ToDelivery(NotificationEvent e, ChannelRuntime channel, ContentRecord? content, Suppression.AlertState? alert)
    {
        var delivery = new Delivery
        {
            Id = Id,
            // A summary of several things tells no status, though its newest event has one.
            SourceEvent = e.Status == Status ? e : e with { Status = Status },
            EventNumber = EventNumber,
            CreatedTicks = CreatedTicks,
            Runtime = channel,
            RuleName = Rule,
            Destination = Destination,
            Lane = Lane,
            Epoch = Epoch,
            DueTicks = DueTicks,
            Attempts = (ushort)Attempts,
            Flags = Flags | channel.FlagsOf(Destination),
        };
        delivery.Restore(State == DeliveryState.Leased ? DeliveryState.Ready : State, Reasons);
        if (HasDetails)
            delivery.Details = ToDetails(content, alert);
        return delivery;
    }

    private DeliveryDetails ToDetails(ContentRecord? content, Suppression.AlertState? alert)
    {
        var details = new DeliveryDetails
        {
            AcceptedTicks = AcceptedTicks == CreatedTicks ? null : AcceptedTicks,
            SendAtTicks = SendAtTicks == 0 ? null : SendAtTicks,
            Alert = alert,
            Aggregate = Aggregate,
            Content = content,
            Category = Category,
            RecipientId = RecipientId,
            BatchId = BatchId,
            TargetIndex = TargetIndex,
            PublishDepth = PublishDepth,
        };
        if (ProviderMessageId is null && PreviousProviderMessageId is null && OriginChannel is null && FallbackStep == 0 && Interruptions == 0 && Remaining is null && Records.Length == 0)
            return details;
        details.ProviderMessageId = ProviderMessageId;
        details.PreviousProviderMessageId = PreviousProviderMessageId;
        details.OriginChannel = OriginChannel;
        details.FallbackStep = FallbackStep;
        details.Interruptions = Interruptions;
        details.Remaining = Remaining;
        details.AttemptRecords = Records.Length == 0 ? null : [.. Records];
        return details;
    }
}
