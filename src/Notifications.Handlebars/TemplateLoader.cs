using Microsoft.Extensions.Hosting;
using Notifications.Handlebars.Catalog;

namespace Notifications.Handlebars;

/// <summary>Reads the store before the engine starts: hosted services start in their order, and rules may name what was saved.</summary>
internal sealed class TemplateLoader(TemplateCatalog catalog) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken) => await catalog.ReloadAsync(cancellationToken).ConfigureAwait(false);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
