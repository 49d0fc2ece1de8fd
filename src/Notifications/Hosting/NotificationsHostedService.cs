using Microsoft.Extensions.Hosting;

namespace Notifications.Hosting;

/// <summary>Starts the engine before the host's own services and stops it after them, so that they can publish as long as they live.</summary>
internal sealed class NotificationsHostedService(INotificationEngine engine) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => engine.StartAsync(cancellationToken).AsTask();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => engine.StopAsync(cancellationToken).AsTask();
}
