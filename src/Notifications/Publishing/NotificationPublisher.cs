using System.Runtime.CompilerServices;
using Notifications.Hosting;
using Notifications.Telemetry;

namespace Notifications.Publishing;

/// <summary>The door of the engine.</summary>
internal sealed class NotificationPublisher(NotificationEngine engine) : INotificationPublisher
{
    public ValueTask<PublishResult> PublishAsync(NotificationEvent notificationEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationEvent);
        return PublishAsync(notificationEvent, null, cancellationToken);
    }

    public ValueTask<PublishResult> PublishAsync<T>(T data, CancellationToken cancellationToken = default)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(data);
        return data is NotificationEvent e
            ? PublishAsync(e, null, cancellationToken)
            : PublishAsync(ToEvent(data), data, cancellationToken);
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

    public ValueTask<CancelResult> CancelBatchAsync(string batchId, string? tenantId = null, CancellationToken cancellationToken = default) =>
        engine.Cancellation.CancelBatchAsync(batchId, tenantId, cancellationToken);

    private ValueTask<PublishResult> PublishAsync(NotificationEvent e, object? typed, CancellationToken cancellationToken) =>
        NotificationTelemetry.Source.HasListeners() ? PublishTracedAsync(e, typed, cancellationToken) : engine.Events.PublishAsync(e, typed, cancellationToken);

    private async ValueTask<PublishResult> PublishTracedAsync(NotificationEvent e, object? typed, CancellationToken cancellationToken)
    {
        using var activity = NotificationTelemetry.StartPublish(e);
        var result = await engine.Events.PublishAsync(activity is null ? e : e with { TraceParent = activity.Id }, typed, cancellationToken).ConfigureAwait(false);
        activity?.SetTag(TagNames.Kind, result.Kind.ToString());
        if (result.Error is { } error)
            activity?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, error.Message);
        return result;
    }

    private NotificationEvent ToEvent<T>(T data)
        where T : notnull
    {
        var entry = engine.Context.Current.EventTypes.Find(data.GetType());
        return new NotificationEvent { Type = entry.Name, Stated = entry.Severity, Data = entry.Write(data) };
    }
}
