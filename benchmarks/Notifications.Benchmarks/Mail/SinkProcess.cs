using System.Diagnostics;
using System.Globalization;

namespace Notifications.Benchmarks.Mail;

/// <summary>This program once more, as <see cref="Sink"/>.</summary>
internal sealed class SinkProcess : IDisposable
{
    private readonly Process _process;

    private SinkProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async ValueTask<SinkProcess> StartAsync()
    {
        var host = Environment.ProcessPath!;
        var start = new ProcessStartInfo(host) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
            start.ArgumentList.Add(typeof(Sink).Assembly.Location);
        start.ArgumentList.Add(Sink.Argument);
        var process = Process.Start(start)!;
        return new SinkProcess(process, (int)Parse(await process.StandardOutput.ReadLineAsync()));
    }

    public async Task<long> CountAsync()
    {
        await _process.StandardInput.WriteLineAsync("?");
        await _process.StandardInput.FlushAsync();
        return Parse(await _process.StandardOutput.ReadLineAsync());
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(5_000);
        _process.Dispose();
    }

    private static long Parse(string? line) => line is null ? throw new InvalidOperationException("The sink has died.") : long.Parse(line, CultureInfo.InvariantCulture);
}
