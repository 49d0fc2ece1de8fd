using System.Diagnostics;
using System.Globalization;

namespace Notifications.Benchmarks.Rigs;

/// <summary>This program once more, as the other end of a figure: so both of its sides pay the same for it.</summary>
internal sealed class Counterpart : IDisposable
{
    private readonly Process _process;

    private Counterpart(Process process, string address) => (_process, Address) = (process, address);

    /// <summary>What it wrote first: where it listens.</summary>
    public string Address { get; }

    /// <param name="argument">What makes this program that other end.</param>
    public static async ValueTask<Counterpart> StartAsync(string argument)
    {
        var host = Environment.ProcessPath!;
        var start = new ProcessStartInfo(host) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
            start.ArgumentList.Add(typeof(Counterpart).Assembly.Location);
        start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        return new Counterpart(process, await ReadLineAsync(process));
    }

    /// <summary>Serves as such an other end: writes its address first and a count for each line it reads, until its input ends.</summary>
    public static async Task<int> ServeAsync(string address, Func<long> count)
    {
        await Console.Out.WriteLineAsync(address);
        while (await Console.In.ReadLineAsync() is not null)
            await Console.Out.WriteLineAsync(count().ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>How much it has received.</summary>
    public async Task<long> CountAsync()
    {
        await _process.StandardInput.WriteLineAsync("?");
        await _process.StandardInput.FlushAsync();
        return long.Parse(await ReadLineAsync(_process), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(5_000);
        _process.Dispose();
    }

    private static async Task<string> ReadLineAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The other end has died.");
}
