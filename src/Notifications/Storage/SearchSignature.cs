namespace Notifications.Storage;

/// <summary>What people search by as one number: a few bits of a hash for each thing. Different bits prove a difference; equal ones have to be looked at.</summary>
internal static class SearchSignature
{
    private const int TenantBits = 7, ChannelBits = 5, RuleBits = 5, TypeBits = 7, IdBits = 6, NumberBits = 6, TraceBits = 7, DestinationBits = 6, RecipientBits = 6, MessageBits = 5;

    private const int ChannelAt = TenantBits;
    private const int RuleAt = ChannelAt + ChannelBits;
    private const int TypeAt = RuleAt + RuleBits;
    private const int IdAt = TypeAt + TypeBits;
    private const int NumberAt = IdAt + IdBits;
    private const int TraceAt = NumberAt + NumberBits;
    private const int DestinationAt = TraceAt + TraceBits;
    private const int RecipientAt = DestinationAt + DestinationBits;
    private const int MessageAt = RecipientAt + RecipientBits;
    private const int StatusAt = MessageAt + MessageBits;
    private const int AnyStatus = 15;

    /// <summary>The bits that an event has.</summary>
    public static ulong OfEvents => TenantMask | TypeMask | IdMask | NumberMask | TraceMask;

    /// <summary>How many codes event types have.</summary>
    public const int TypeCodes = 1 << TypeBits;

    /// <summary>The bits that a live delivery has for ever: its status and the provider's message id may still change.</summary>
    public const ulong Lasting = (1UL << MessageAt) - 1;

    /// <summary>The bits of a delivery.</summary>
    public static ulong Of(WorkItem item, IDeliverySource delivery) =>
        OfEvent(item.TenantId, item.EventId, delivery.Event)
        | Channel(item.ChannelName) | Rule(delivery.Rule) | Destination(delivery.Destination) | Recipient(delivery.RecipientId) | Message(delivery.ProviderMessageId) | Status(item, delivery);

    /// <summary>The bits of an event.</summary>
    public static ulong OfEvent(string tenantId, long number, NotificationEvent? e) =>
        Tenant(tenantId) | Number(number) | (e is null ? 0 : Type(e.Type) | Id(e.Id) | Trace(HistoryFilter.TraceSpanOf(e)));

    /// <summary>The code of the type in a signature.</summary>
    public static int TypeCodeOf(ulong signature) => (int)(signature >> TypeAt) & (TypeCodes - 1);

    /// <summary>The code of a type.</summary>
    public static int TypeCodeOf(string type) => TypeCodeOf(Type(type));

    public static ulong Tenant(string? text) => Bits(Ordinal(text), TenantBits, 0);

    public static ulong Channel(string? text) => Bits(AnyCase(text), ChannelBits, ChannelAt);

    public static ulong Rule(string? text) => Bits(AnyCase(text), RuleBits, RuleAt);

    public static ulong Type(string? text) => Bits(Ordinal(text), TypeBits, TypeAt);

    public static ulong Id(string? text) => Bits(Ordinal(text), IdBits, IdAt);

    public static ulong Number(long number) => Bits((uint)(number ^ (number >> 43)) + 1, NumberBits, NumberAt);

    public static ulong Trace(ReadOnlySpan<char> text) => text.IsEmpty ? 0 : Bits(Some(string.GetHashCode(text, StringComparison.OrdinalIgnoreCase)), TraceBits, TraceAt);

    public static ulong Destination(string? text) => Bits(AnyCase(text), DestinationBits, DestinationAt);

    public static ulong Recipient(string? text) => Bits(Ordinal(text), RecipientBits, RecipientAt);

    public static ulong Message(string? text) => Bits(Ordinal(text), MessageBits, MessageAt);

    public static ulong TenantMask => Mask(TenantBits, 0);

    public static ulong ChannelMask => Mask(ChannelBits, ChannelAt);

    public static ulong RuleMask => Mask(RuleBits, RuleAt);

    public static ulong TypeMask => Mask(TypeBits, TypeAt);

    public static ulong IdMask => Mask(IdBits, IdAt);

    public static ulong NumberMask => Mask(NumberBits, NumberAt);

    public static ulong TraceMask => Mask(TraceBits, TraceAt);

    public static ulong DestinationMask => Mask(DestinationBits, DestinationAt);

    public static ulong RecipientMask => Mask(RecipientBits, RecipientAt);

    public static ulong MessageMask => Mask(MessageBits, MessageAt);

    /// <summary>Whether the status in a signature is one of several.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="statuses">A bit for each.</param>
    public static bool HasStatus(ulong signature, uint statuses) => ((statuses | (1u << AnyStatus)) >> (int)(signature >> StatusAt) & 1) != 0;

    // What may still change has to be looked at: a receipt may come, or somebody may try again.
    private static ulong Status(WorkItem item, IDeliverySource delivery) => delivery.State is DeliveryState.Delivered or DeliveryState.Rejected or DeliveryState.Cancelled or DeliveryState.Dropped
        ? (ulong)HistoryFilter.StatusOf(item, delivery) << StatusAt
        : (ulong)AnyStatus << StatusAt;

    private static ulong Mask(int bits, int at) => ((1UL << bits) - 1) << at;

    // Nothing is 0, and something never is: what most have not does not look like what one asks for.
    private static ulong Bits(uint hash, int bits, int at) => hash == 0 ? 0 : ((hash % ((1UL << bits) - 1)) + 1) << at;

    private static uint Ordinal(string? text) => text is null ? 0 : Some(string.GetHashCode(text.AsSpan(), StringComparison.Ordinal));

    private static uint AnyCase(string? text) => text is null ? 0 : Some(string.GetHashCode(text.AsSpan(), StringComparison.OrdinalIgnoreCase));

    private static uint Some(int hash) => hash == 0 ? 1 : (uint)hash;
}
