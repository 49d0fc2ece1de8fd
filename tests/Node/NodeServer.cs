using System.Diagnostics;
using System.Text.Json;

namespace Notifications.Tests.Node;

/// <summary>A server in Node.js that says in its first line where it listens, and answers each line with a JSON array of what came since.</summary>
internal sealed class NodeServer : IAsyncDisposable
{
    private readonly Process _process;

    private NodeServer(Process process, string greeting) => (_process, Greeting) = (process, greeting);

    /// <summary>Its first line.</summary>
    public string Greeting { get; }

    public static async Task<NodeServer> StartAsync(NodeFolder folder, params string[] arguments)
    {
        var process = await folder.StartAsync(arguments);
        return new NodeServer(
            process, await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{arguments[0]} did not start: {await process.StandardError.ReadToEndAsync()}"));
    }

    /// <summary>What came since the last call.</summary>
    public async Task<JsonElement[]> TakeAsync()
    {
        await _process.StandardInput.WriteLineAsync("?");
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server has died.");
        return [.. JsonDocument.Parse(line).RootElement.EnumerateArray()];
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
