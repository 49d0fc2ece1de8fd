using System.Diagnostics;
using System.Globalization;

namespace Notifications.Benchmarks.Webhooks;

/// <summary>This program once more, as <see cref="Receiver"/>.</summary>
internal sealed class ReceiverProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client = new();

    private ReceiverProcess(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    public static async ValueTask<ReceiverProcess> StartAsync()
    {
        var host = Environment.ProcessPath!;
        var start = new ProcessStartInfo(host) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
            start.ArgumentList.Add(typeof(Receiver).Assembly.Location);
        start.ArgumentList.Add(Receiver.Argument);
        var process = Process.Start(start)!;
        return new ReceiverProcess(process, await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The receiver did not start."));
    }

    public async Task<long> CountAsync() => long.Parse(await _client.GetStringAsync(new Uri(Address + "/count")), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(5_000);
        _process.Dispose();
        _client.Dispose();
    }
}
