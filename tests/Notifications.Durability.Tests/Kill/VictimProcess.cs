using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Notifications.Durability.Kill;

/// <summary>The process that is killed, and what it has said.</summary>
internal sealed class VictimProcess : IDisposable
{
    /// <summary>A slow machine gets no further in a moment than to its start: the test is about what is under way.</summary>
    private const int EnoughAccepted = 60;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _works = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _errors = [];
    private int _accepted;

    public VictimProcess(string directory, int port, string cycle, string crashPoint, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var arg in (string[])[Program, directory, port.ToString(CultureInfo.InvariantCulture), cycle, crashPoint])
            start.ArgumentList.Add(arg);
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => _errors.Enqueue(e.Data ?? string.Empty);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public ConcurrentQueue<string> Lines { get; } = [];

    private static string Program => Path.Combine(
        Root(), typeof(VictimProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "VictimDirectory").Value!, "Notifications.Durability.Victim.dll");

    /// <summary>Kills it a while after it is ready and has come to work, if it has not killed itself before.</summary>
    public async Task KillAsync(TimeSpan after)
    {
        await Task.WhenAny(_ready.Task, _ended.Task).WaitAsync(Limit);
        await Task.WhenAny(_ended.Task, Task.WhenAll(_works.Task, Task.Delay(after))).WaitAsync(Limit);
        _process.Kill();
        await EndAsync();
    }

    /// <summary>Waits until it has said or logged enough.</summary>
    public async Task UntilAsync(Func<VictimProcess, bool> enough)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!enough(this))
        {
            _process.HasExited.ShouldBeFalse(Errors);
            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>How many of its lines begin so.</summary>
    public int Count(string start) => Lines.Count(line => line.StartsWith(start, StringComparison.Ordinal));

    /// <summary>Waits for its own end.</summary>
    public async Task<int> EndAsync(TimeSpan? limit = null)
    {
        await _process.WaitForExitAsync().WaitAsync(limit ?? Limit);
        await _ended.Task.WaitAsync(Limit);
        return _process.ExitCode;
    }

    public string Errors => string.Join('\n', _errors);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Notifications.sln")))
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests run outside of the repository.");
        return directory;
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            _ended.TrySetResult();
            return;
        }

        Lines.Enqueue(line);
        if (line == "ready")
            _ready.TrySetResult();
        else if (line.StartsWith("accepted ", StringComparison.Ordinal) && ++_accepted == EnoughAccepted)
            _works.TrySetResult();
    }
}
