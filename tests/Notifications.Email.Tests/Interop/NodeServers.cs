using System.Text.Json;
using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Interop;

/// <summary>Mail servers in Node.js with the npm packages <c>smtp-server</c> and <c>mailparser</c>.</summary>
public sealed class NodeServers : IAsyncLifetime
{
    private static readonly NodeFolder Scripts = NodeFolder.Of("Interop");
    private NodeServer? _server;
    private Dictionary<string, int> _ports = [];

    public static string Folder => Scripts.Path;

    public int this[string server] => _ports[server];

    public async ValueTask InitializeAsync()
    {
        _server = await NodeServer.StartAsync(Scripts, "server.js", Certificates.Good.Certificate, Certificates.Good.Key, Certificates.AuthorityFile);
        _ports = JsonSerializer.Deserialize<Dictionary<string, int>>(_server.Greeting)!;
    }

    /// <summary>What came since the last call.</summary>
    public Task<JsonElement[]> TakeAsync() => _server!.TakeAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
