using Notifications.Storage;

namespace Notifications.Operations;

/// <summary>Some of the deliveries in doubt, the newest first.</summary>
/// <param name="Items">The deliveries.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record InDoubtPage(IReadOnlyList<DeliveryRecord> Items, string? Next);
