namespace Notifications.Operations;

/// <summary>What came of an operation on one delivery.</summary>
public sealed record OperationResult
{
    /// <summary>The delivery.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>What came of it.</summary>
    public required OperationOutcome Outcome { get; init; }

    /// <summary>The new delivery, when a dead letter was requeued; else null.</summary>
    public string? NewDeliveryId { get; init; }

    /// <summary>Who was first, when somebody was; else null. Known for the last 10,000 operations of this process.</summary>
    public HandledDelivery? First { get; init; }

    /// <summary>What is the matter, with the fix; null when it is done.</summary>
    public string? Message { get; init; }

    /// <summary>It is done.</summary>
    public bool IsDone => Outcome == OperationOutcome.Done;
}
