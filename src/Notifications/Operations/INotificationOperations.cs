namespace Notifications.Operations;

/// <summary>What an operator does with deliveries that failed, and with those of which nobody knows whether they have arrived. Each operation is stored whole or not at all, and has exactly one winner.</summary>
public interface INotificationOperations
{
    /// <summary>Lists dead letters, the newest first.</summary>
    /// <param name="filter">Which; null for all.</param>
    /// <param name="cursor">Where to begin: <see cref="DeadLetterPage.Next"/> of the page before; null for the first page.</param>
    /// <param name="limit">At most so many, 1 to 1,000. Default: 100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentException">The cursor is none of ours, or the limit is out of its range.</exception>
    ValueTask<DeadLetterPage> ListDeadLettersAsync(DeadLetterFilter? filter = null, string? cursor = null, int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>Counts what an operation with the filter would touch, its limit apart.</summary>
    /// <param name="filter">Which; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many there are now.</returns>
    ValueTask<int> CountDeadLettersAsync(DeadLetterFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a dead letter again: with the same content, to the same destination, as a new delivery with a deadline, a provider key and an account of its own. Refused when it would be untrue by now.</summary>
    /// <param name="deliveryId">The delivery that failed.</param>
    /// <param name="actor">Who does it, and why.</param>
    /// <param name="cancellationToken">Gives up, before the commit.</param>
    /// <returns>What came of it.</returns>
    ValueTask<OperationResult> RequeueAsync(string deliveryId, OperationActor actor, CancellationToken cancellationToken = default);

    /// <summary>Gives up a dead letter, or a delivery in doubt (it ends as cancelled).</summary>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="actor">Who does it, and why.</param>
    /// <param name="cancellationToken">Gives up, before the commit.</param>
    /// <returns>What came of it.</returns>
    ValueTask<OperationResult> DiscardAsync(string deliveryId, OperationActor actor, CancellationToken cancellationToken = default);

    /// <summary>Requeues dead letters one after the other, the oldest first, those that are there when it begins.</summary>
    /// <param name="filter">Which, and at most how many.</param>
    /// <param name="actor">Who does it, and why.</param>
    /// <param name="cancellationToken">Stops between two; what is done is done.</param>
    /// <returns>One result for each, as it is done.</returns>
    IAsyncEnumerable<OperationResult> RequeueManyAsync(DeadLetterFilter filter, OperationActor actor, CancellationToken cancellationToken = default);

    /// <summary>Discards dead letters one after the other, the oldest first, those that are there when it begins.</summary>
    /// <param name="filter">Which, and at most how many.</param>
    /// <param name="actor">Who does it, and why.</param>
    /// <param name="cancellationToken">Stops between two; what is done is done.</param>
    /// <returns>One result for each, as it is done.</returns>
    IAsyncEnumerable<OperationResult> DiscardManyAsync(DeadLetterFilter filter, OperationActor actor, CancellationToken cancellationToken = default);

    /// <summary>Lists deliveries that may have arrived and are held for somebody to decide, the newest first.</summary>
    /// <param name="cursor">Where to begin; null for the first page.</param>
    /// <param name="limit">At most so many, 1 to 1,000. Default: 100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentException">The cursor is none of ours, or the limit is out of its range.</exception>
    ValueTask<InDoubtPage> ListInDoubtAsync(string? cursor = null, int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>Ends a delivery in doubt as delivered: somebody has seen that it arrived.</summary>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="actor">Who does it, and why.</param>
    /// <param name="cancellationToken">Gives up, before the commit.</param>
    /// <returns>What came of it.</returns>
    ValueTask<OperationResult> MarkDeliveredAsync(string deliveryId, OperationActor actor, CancellationToken cancellationToken = default);

    /// <summary>Sends a delivery in doubt again: the same delivery, with the same provider key, as its destination's last in order and with a new deadline. Refused when it would be untrue by now.</summary>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="actor">Who does it, and why.</param>
    /// <param name="cancellationToken">Gives up, before the commit.</param>
    /// <returns>What came of it.</returns>
    ValueTask<OperationResult> SendAgainAsync(string deliveryId, OperationActor actor, CancellationToken cancellationToken = default);
}
