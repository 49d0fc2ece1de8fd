using System.Text.Json;

namespace Notifications.Webhooks.Tests.Interop;

/// <summary>A receiver in Node.js with the npm packages <c>standardwebhooks</c> and <c>cloudevents</c>.</summary>
public sealed class NodeReceiver : IAsyncLifetime
{
    private static readonly NodeFolder Scripts = NodeFolder.Of("Interop");
    private NodeServer? _server;

    public string Root => "http://127.0.0.1:" + _server!.Greeting;

    public async ValueTask InitializeAsync() => _server = await NodeServer.StartAsync(Scripts, "receiver.js");

    /// <summary>What came since the last call.</summary>
    public Task<JsonElement[]> TakeAsync() => _server!.TakeAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
