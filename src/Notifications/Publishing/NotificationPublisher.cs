using System.Runtime.CompilerServices;
using Notifications.Hosting;

namespace Notifications.Publishing;

/// <summary>The door of the engine.</summary>
internal sealed class NotificationPublisher(NotificationEngine engine) : INotificationPublisher
{
    public ValueTask<PublishResult> PublishAsync(NotificationEvent notificationEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationEvent);
        return engine.Events.PublishAsync(notificationEvent, null, cancellationToken);
    }

    public ValueTask<PublishResult> PublishAsync<T>(T data, CancellationToken cancellationToken = default)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(data);
        return data is NotificationEvent e
            ? engine.Events.PublishAsync(e, null, cancellationToken)
            : engine.Events.PublishAsync(ToEvent(data), data, cancellationToken);
    }

    public async IAsyncEnumerable<PublishResult> PublishManyAsync(
        IAsyncEnumerable<NotificationEvent> notificationEvents, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var e in notificationEvents.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return await PublishAsync(e, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<RequestResult> SendAsync(NotificationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return engine.RequestsIn.SendAsync(request, cancellationToken);
    }

    public async IAsyncEnumerable<RequestResult> SendManyAsync(
        IAsyncEnumerable<NotificationRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var request in requests.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<CancelResult> CancelAsync(string requestId, CancellationToken cancellationToken = default) =>
        engine.Cancellation.CancelAsync(requestId, cancellationToken);

    public ValueTask<CancelResult> CancelBatchAsync(string batchId, CancellationToken cancellationToken = default) =>
        engine.Cancellation.CancelBatchAsync(batchId, cancellationToken);

    private NotificationEvent ToEvent<T>(T data)
        where T : notnull
    {
        var entry = engine.Context.Current.EventTypes.Find(data.GetType());
        return new NotificationEvent { Type = entry.Name, Severity = entry.Severity ?? Severity.Info, Data = entry.Write(data) };
    }
}
