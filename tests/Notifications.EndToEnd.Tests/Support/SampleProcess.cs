using System.Collections.Concurrent;
using System.Diagnostics;

namespace Notifications.EndToEnd.Tests.Support;

/// <summary>The built console sample as a process of its own.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    /// <summary>Far beyond what a run takes; a process that hangs ends with the test.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly ConcurrentQueue<string> _errors = [];

    private SampleProcess(Process process) => _process = process;

    public StreamWriter Input => _process.StandardInput;

    public static SampleProcess Start(params IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(SampleFiles.Program);
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        var sample = new SampleProcess(new Process { StartInfo = start });
        sample._process.OutputDataReceived += (_, e) => Keep(sample._output, e.Data);
        sample._process.ErrorDataReceived += (_, e) => Keep(sample._errors, e.Data);
        sample._process.Start();
        sample._process.BeginOutputReadLine();
        sample._process.BeginErrorReadLine();
        return sample;
    }

    public static async Task<SampleResult> RunAsync(params IReadOnlyList<string> args)
    {
        await using var sample = Start(args);
        return await sample.EndAsync();
    }

    /// <summary>Waits until a line of output appears.</summary>
    public async Task<string> WaitForLineAsync(Func<string, bool> matches)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            if (_output.FirstOrDefault(matches) is { } line)
                return line;
            _process.HasExited.ShouldBeFalse(string.Join('\n', _errors));
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Sends SIGINT, as Ctrl-C does.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Closes its input and waits for its end.</summary>
    public async Task<SampleResult> EndAsync(bool closeInput = true)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        if (closeInput)
            _process.StandardInput.Close();
        await _process.WaitForExitAsync(limit.Token);
        return new SampleResult(_process.ExitCode, [.. _output], [.. _errors]);
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
            lines.Enqueue(line);
    }
}
