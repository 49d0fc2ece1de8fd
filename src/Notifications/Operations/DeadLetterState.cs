using System.Buffers;
using Notifications.Dispatch;
using Notifications.Publishing;
using Notifications.Storage;
using Notifications.Suppression;

namespace Notifications.Operations;

/// <summary>A delivery that failed, kept with its event and content: it needs nothing of what the store forgets. Guarded by the stripe of its identity.</summary>
/// <param name="payload">The delivery, as it wrote itself at its end.</param>
/// <param name="e">Its event.</param>
/// <param name="content">Its content; null for the default text.</param>
internal sealed class DeadLetterState(ReadOnlyMemory<byte> payload, NotificationEvent e, NotificationContent? content) : KeyedState
{
    public ReadOnlyMemory<byte> Payload => payload;

    public StoredDelivery Stored { get; } = DeliveryFormat.Read(payload.Span);

    public NotificationEvent Event => e;

    public NotificationContent? Content => content;

    public EventIdentity Identity { get; } = EventIdentity.Of(e);

    public long Id => Stored.Record.Id.Value;

    public long FailedTicks => Stored.Record.FinishedAt?.UtcTicks ?? 0;

    /// <summary>What is remembered of the thing, for as long as this may be sent again; null when it is not.</summary>
    public AlertState? Alert { get; set; }

    /// <summary>Who ends it, from before that is committed: whoever no longer finds it finds this.</summary>
    public HandledDelivery? Handled { get; set; }

    public override StateKind Kind => StateKind.DeadLetter;

    public override string GetKey() => Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static DeadLetterState Of(Delivery delivery)
    {
        var output = new ArrayBufferWriter<byte>(256);
        DeliveryFormat.Write(delivery, output);
        return new DeadLetterState(output.WrittenMemory, delivery.SourceEvent, delivery.Details?.Content?.Content) { Alert = delivery.Details?.Alert };
    }

    public DeadLetter ToDeadLetter()
    {
        var accepted = new DateTimeOffset(Stored.AcceptedTicks, TimeSpan.Zero);
        return new DeadLetter { Delivery = Stored.Record, Event = e, EventId = e.Id ?? new NotificationId(Stored.Record.EventId, accepted).ToString() };
    }

    public override void WriteTo(IBufferWriter<byte> writer) => DeadLetterFormat.Write(this, writer);
}
