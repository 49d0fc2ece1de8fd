using System.Runtime.CompilerServices;

namespace Notifications;

/// <summary>Publishing and sending what is in memory already.</summary>
public static class NotificationPublisherExtensions
{
    /// <summary>Publishes events; one result per event, in order. One refused event does not stop the others.</summary>
    /// <param name="publisher">The publisher.</param>
    /// <param name="notificationEvents">The events.</param>
    /// <param name="cancellationToken">Stops; what was accepted stays accepted.</param>
    /// <returns>The results, in the order of the events. Nothing is published before they are read.</returns>
    public static async IAsyncEnumerable<PublishResult> PublishManyAsync(
        this INotificationPublisher publisher, IEnumerable<NotificationEvent> notificationEvents, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var e in notificationEvents)
            yield return await publisher.PublishAsync(e, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends requests; one result per request, in order. Partial failure is normal.</summary>
    /// <param name="publisher">The publisher.</param>
    /// <param name="requests">The requests.</param>
    /// <param name="cancellationToken">Stops; what was accepted stays accepted.</param>
    /// <returns>The results, in the order of the requests. Nothing is sent before they are read.</returns>
    public static async IAsyncEnumerable<RequestResult> SendManyAsync(
        this INotificationPublisher publisher, IEnumerable<NotificationRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var request in requests)
            yield return await publisher.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
