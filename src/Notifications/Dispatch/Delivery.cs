using System.Buffers;
using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>One message to one destination, from its creation to its end. One object per delivery: what most deliveries do not need is in <see cref="Details"/>.</summary>
internal sealed class Delivery : WorkItem, IMessageSource, IDeliverySource
{
    private int _state;
    private ulong _reasons;

    public required NotificationEvent SourceEvent { get; init; }

    /// <summary>The number of the event or request.</summary>
    public required long EventNumber { get; init; }

    public required long CreatedTicks { get; init; }

    public required ChannelRuntime Runtime { get; init; }

    public string? RuleName { get; init; }

    public string? Destination { get; init; }

    /// <summary>What only some deliveries have; null for the others.</summary>
    public DeliveryDetails? Details { get; set; }

    /// <summary>The next delivery of the same order chain, or of the same limit's queue.</summary>
    public Delivery? Next { get; set; }

    /// <summary>When the last attempt began.</summary>
    public long LeasedTicks { get; set; }

    public long FinishedTicks { get; set; }

    /// <summary>The state that a delivery takes which is leased or in doubt when its outcome is committed; what a store writes down.</summary>
    public DeliveryState NextState { get; set; }

    /// <summary>Attempts consumed so far.</summary>
    public ushort Attempts { get; set; }

    public DeliveryFlags Flags { get; set; }

    public DeliveryState State => (DeliveryState)Volatile.Read(ref _state);

    public ulong Reasons => _reasons;

    /// <summary>From when its deadline counts.</summary>
    public long StartTicks => Details?.SendAtTicks ?? CreatedTicks;

    public bool IsDrill => SourceEvent.Drill;

    public bool IsOver => DeliveryRule.IsFinal(State);

    public override WorkItemKind Kind => WorkItemKind.Delivery;

    public override long EventId => EventNumber;

    public override string TenantId => SourceEvent.TenantId ?? string.Empty;

    public override string? ChannelName => Runtime.Name;

    public override IReadOnlyList<long> ContentIds => Details?.Content is { } content ? [content.Id] : [];

    NotificationId IMessageSource.DeliveryId => GetId();

    string IMessageSource.IdempotencyKey => GetId().ToString();

    DateTimeOffset IMessageSource.ReadyAt => new(StartTicks, TimeSpan.Zero);

    string IMessageSource.Channel => Runtime.Name;

    NotificationContent IMessageSource.Content => GetContent();

    NotificationEvent IMessageSource.Event => GetEvent();

    AggregateSummary? IMessageSource.Aggregate => Details?.Aggregate;

    // Of a thing that is not tracked (MaxTrackedAlerts) too: its end has to find its beginning at the provider.
    string? IMessageSource.CorrelationKey => Details?.Alert?.Identity.CorrelationText ?? Publishing.EventIdentity.CorrelationOf(SourceEvent.CorrelationKey, IsDrill)
        ?? (SourceEvent.Status == NotificationStatus.None ? null : Publishing.EventIdentity.Of(SourceEvent).CorrelationText);

    NotificationStatus IMessageSource.Status => SourceEvent.Status;

    Priority IMessageSource.Priority => Lane;

    string? IMessageSource.Rule => RuleName;

    DecisionReason IDeliverySource.LastReason => (DecisionReason)(byte)_reasons;

    string? IDeliverySource.Rule => RuleName;

    string? IDeliverySource.RecipientId => Details?.RecipientId;

    string? IDeliverySource.ProviderMessageId => Details?.ProviderMessageId;

    long IDeliverySource.AcceptedTicks => Details?.AcceptedTicks ?? CreatedTicks;

    NotificationEvent? IDeliverySource.Event => SourceEvent;

    string? IMessageSource.PreviousProviderMessageId => Details?.PreviousProviderMessageId;

    // An attempt for some alone has a message of its own: what a channel keeps of it must not change with the next outcome.
    IReadOnlyList<string>? IMessageSource.OnlyFor => null;

    /// <summary>Moves to another state, if it is in the one that the caller has seen. The only way to change it. What some of its recipients have ends as arrived, whatever the end is.</summary>
    public bool TryMove(DeliveryState from, DeliveryState to)
    {
        if (!DeliveryRule.IsLegal(from, to))
            return false;
        if (to > DeliveryState.Sent)
            to = RemainingRule.EndOf(to, Details?.Remaining);
        return Interlocked.CompareExchange(ref _state, (int)to, (int)from) == (int)from;
    }

    /// <summary>Takes the state that was stored; only for a delivery that nobody else sees yet.</summary>
    public void Restore(DeliveryState state, ulong reasons)
    {
        _state = (int)state;
        _reasons = reasons;
    }

    /// <summary>Appends a reason to the trace. Eight fit; then the oldest but the first give way.</summary>
    public void Note(DecisionReason reason)
    {
        var reasons = _reasons;
        _reasons = (reasons >> 56) == 0
            ? (reasons << 8) | (byte)reason
            : (reasons & 0xFF00_0000_0000_0000) | ((reasons << 8) & 0x00FF_FFFF_FFFF_FF00) | (byte)reason;
    }

    /// <summary>Notes why it is over, and that not everybody got it.</summary>
    public void NoteEnd(DecisionReason reason)
    {
        Note(reason);
        if (reason != DecisionReason.RecipientsMissed && Details is { Remaining: not null })
            Note(DecisionReason.RecipientsMissed);
    }

    public DeliveryDetails GetDetails() => Details ??= new DeliveryDetails();

    public NotificationId GetId() => new(Id, new DateTimeOffset(CreatedTicks, TimeSpan.Zero));

    /// <summary>The event as channels see it: with id and time.</summary>
    public NotificationEvent GetEvent()
    {
        if (SourceEvent.Id is not null && SourceEvent.Time is not null)
            return SourceEvent;
        var accepted = new DateTimeOffset(Details?.AcceptedTicks ?? CreatedTicks, TimeSpan.Zero);
        return SourceEvent with
        {
            Id = SourceEvent.Id ?? new NotificationId(EventNumber, accepted).ToString(),
            Time = SourceEvent.Time ?? accepted,
        };
    }

    public NotificationContent GetContent() => Details?.Content?.Content ?? Rendering.PlainText.RenderText(SourceEvent, Details?.Aggregate);

    public override void WriteTo(IBufferWriter<byte> writer) => DeliveryFormat.Write(this, writer);

    /// <inheritdoc/>
    public long MeasureBytes(ref long content)
    {
        var bytes = RecordSize.Fixed + RecordSize.Of(SourceEvent) + RecordSize.Of(Destination);
        return Details is { } details ? bytes + details.MeasureBytes(ref content) : bytes;
    }

    public DeliveryRecord ToRecord() => DeliveryFormat.ToRecord(this);
}
