namespace Notifications.Operations;

/// <summary>Who has done what with a delivery.</summary>
/// <param name="Operation">What was done.</param>
/// <param name="Actor">Who did it, and why; null when the engine did.</param>
/// <param name="At">When.</param>
/// <param name="NewDeliveryId">The delivery that took its place; null when none did.</param>
public sealed record HandledDelivery(OperationKind Operation, OperationActor? Actor, DateTimeOffset At, string? NewDeliveryId = null);
