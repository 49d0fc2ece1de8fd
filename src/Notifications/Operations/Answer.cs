using Notifications.Storage;

namespace Notifications.Operations;

/// <summary>The answers to operators, each with the fix.</summary>
internal static class Answer
{
    public static OperationResult Done(string deliveryId, string? newDeliveryId = null) =>
        new() { DeliveryId = deliveryId, Outcome = OperationOutcome.Done, NewDeliveryId = newDeliveryId };

    public static OperationResult Not(string deliveryId, OperationOutcome outcome, string message) => new() { DeliveryId = deliveryId, Outcome = outcome, Message = message };

    public static OperationResult NotRunning(string deliveryId) => Not(deliveryId, OperationOutcome.NotRunning, "The engine is not running: start the host first.");

    /// <summary>It is not, or no longer, where operators can reach it.</summary>
    public static OperationResult Missing(string deliveryId, HandledDelivery? first) => first switch
    {
        null => Not(deliveryId, OperationOutcome.NotFound, "There is no such dead letter and no such delivery in doubt: it was handled before this process began, has not failed, or another delivery took its place."),
        { Operation: OperationKind.Forget } => new OperationResult
        {
            DeliveryId = deliveryId,
            Outcome = OperationOutcome.Forgotten,
            First = first,
            Message = $"Its content was forgotten at {first.At.UtcDateTime:u}: publish the event again, or raise DeadLetterCapacity or DeadLetterAge for the next time.",
        },
        _ => new OperationResult
        {
            DeliveryId = deliveryId,
            Outcome = OperationOutcome.AlreadyHandled,
            First = first,
            Message = $"{first.Actor?.Who.ToString() ?? "The engine"} was first: {first.Operation} at {first.At.UtcDateTime:u}.",
        },
    };

    public static OperationResult Outdated(string deliveryId) =>
        Not(deliveryId, OperationOutcome.Outdated, "The status has changed since: to tell it now would be untrue. Discard it; what is true now was told by itself.");

    public static OperationResult NotStored(string deliveryId, in CommitResult commit) =>
        Not(deliveryId, OperationOutcome.StoreRefused, commit.Reason ?? $"The store did not commit it ({commit.Kind}): nothing was changed. Try again.");

    public static OperationResult Unplanned(string deliveryId, DecisionReason reason) => reason switch
    {
        DecisionReason.ChannelRemoved => Not(deliveryId, OperationOutcome.ChannelGone, "The channel is disabled: enable it first."),
        DecisionReason.DestinationDisabled => Not(deliveryId, OperationOutcome.DestinationGone, "The destination has said that it is gone: a change of the configuration gives it another chance."),
        DecisionReason.AlreadyTold or DecisionReason.NeverTold => Outdated(deliveryId),
        _ => Not(deliveryId, OperationOutcome.Invalid, $"It cannot be sent: {Tracking.ReasonText.Of(reason)}."),
    };
}
