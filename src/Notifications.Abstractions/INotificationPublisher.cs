namespace Notifications;

/// <summary>The one thing an application injects: takes events, which rules route, and requests, which name their recipients.</summary>
/// <remarks>
/// Safe for any number of threads. Expected failures are results, not exceptions. Cancellation throws <see cref="OperationCanceledException"/>
/// only before the commit; afterwards the result stands.
/// </remarks>
public interface INotificationPublisher
{
    /// <summary>Publishes an event; the rules decide who hears about it.</summary>
    /// <param name="notificationEvent">The event. Its labels and data are copied: later changes by the caller have no effect.</param>
    /// <param name="cancellationToken">Gives up waiting for room, before anything is committed.</param>
    /// <returns>Accepted, unrouted (accepted, but no rule matched), duplicate (with the first id) or refused (with the error and its fix).</returns>
    ValueTask<PublishResult> PublishAsync(NotificationEvent notificationEvent, CancellationToken cancellationToken = default);

    /// <summary>Publishes an object as event: its type gives the event's type (see <c>AddEvent</c>), the object as JSON its data.</summary>
    /// <typeparam name="T">The type of the object; register it with <c>AddEvent</c> for its own event type, severity and trimmed publishing.</typeparam>
    /// <param name="data">The object. It is not kept.</param>
    /// <param name="cancellationToken">Gives up waiting for room, before anything is committed.</param>
    /// <returns>As <see cref="PublishAsync(NotificationEvent, CancellationToken)"/>.</returns>
    ValueTask<PublishResult> PublishAsync<T>(T data, CancellationToken cancellationToken = default)
        where T : notnull;

    /// <summary>Publishes a stream of events; one result per event, in order. One refused event does not stop the others.</summary>
    /// <param name="notificationEvents">The events, read as room allows.</param>
    /// <param name="cancellationToken">Stops reading; what was accepted stays accepted.</param>
    /// <returns>The results, in the order of the events.</returns>
    IAsyncEnumerable<PublishResult> PublishManyAsync(IAsyncEnumerable<NotificationEvent> notificationEvents, CancellationToken cancellationToken = default);

    /// <summary>Sends, now or at <see cref="NotificationRequest.SendAt"/>, to the recipients that the request names.</summary>
    /// <param name="request">Recipients, channels and content.</param>
    /// <param name="cancellationToken">Gives up waiting for room, before anything is committed.</param>
    /// <returns>Accepted with the id to cancel it by, duplicate, or refused with the error and its fix.</returns>
    ValueTask<RequestResult> SendAsync(NotificationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Sends a stream of requests; one result per request, in order. Partial failure is normal.</summary>
    /// <param name="requests">The requests, read as room allows. Give them one <see cref="NotificationRequest.BatchId"/> to cancel them as a whole.</param>
    /// <param name="cancellationToken">Stops reading; what was accepted stays accepted.</param>
    /// <returns>The results, in the order of the requests.</returns>
    IAsyncEnumerable<RequestResult> SendManyAsync(IAsyncEnumerable<NotificationRequest> requests, CancellationToken cancellationToken = default);

    /// <summary>Cancels what has not begun of a request. Exact: a delivery is either cancelled and never sent, or reported as begun.</summary>
    /// <param name="requestId">The id from <see cref="RequestResult.RequestId"/>.</param>
    /// <param name="cancellationToken">Gives up before the cancellation is committed.</param>
    /// <returns>How many deliveries were cancelled and how many had begun.</returns>
    ValueTask<CancelResult> CancelAsync(string requestId, CancellationToken cancellationToken = default);

    /// <summary>Cancels what has not begun of all requests with this <see cref="NotificationRequest.BatchId"/>.</summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="tenantId">Its tenant: a batch of the same name elsewhere is another one. Default: that of requests without a tenant.</param>
    /// <param name="cancellationToken">Gives up before the cancellation is committed.</param>
    /// <returns>The sum over the batch.</returns>
    ValueTask<CancelResult> CancelBatchAsync(string batchId, string? tenantId = null, CancellationToken cancellationToken = default);
}
