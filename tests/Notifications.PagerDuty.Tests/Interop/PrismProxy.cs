using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Notifications.PagerDuty.Tests.Interop;

/// <summary>Prism from npm between the channel and the fake: it checks requests and answers against the description in <c>events-v2.yaml</c>. Installed beside the test's binaries.</summary>
internal sealed partial class PrismProxy : IAsyncDisposable
{
    private static readonly SemaphoreSlim Installing = new(1);
    private readonly Process _process;

    private PrismProxy(Process process, string root)
    {
        _process = process;
        Url = root + "/enqueue";
    }

    public string Url { get; }

    /// <summary>Starts before an upstream: the address before <c>/enqueue</c>.</summary>
    public static async Task<PrismProxy> StartAsync(string upstream)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Interop");
        await InstallAsync(folder);
        var prism = Path.Combine("node_modules", "@stoplight", "prism-cli", "dist", "index.js");
        var process = Start("node", folder, prism, "proxy", "--errors", "--host", "127.0.0.1", "--port", "0", "events-v2.yaml", upstream);
        var seen = string.Empty;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            seen += line + "\n";
            if (Listening().Match(line) is { Success: true } match)
            {
                // Read on, so that it never waits for us.
                _ = process.StandardOutput.ReadToEndAsync();
                _ = process.StandardError.ReadToEndAsync();
                return new PrismProxy(process, match.Groups[1].Value);
            }
        }

        throw new InvalidOperationException($"Prism did not start: {seen}{await process.StandardError.ReadToEndAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task InstallAsync(string folder)
    {
        await Installing.WaitAsync();
        try
        {
            var wanted = await File.ReadAllTextAsync(Path.Combine(folder, "package.json"));
            var marker = Path.Combine(folder, "node_modules", ".installed");
            if (File.Exists(marker) && await File.ReadAllTextAsync(marker) == wanted)
                return;
            using var install = Start("npm", folder, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock");
            var output = install.StandardOutput.ReadToEndAsync();
            var errors = await install.StandardError.ReadToEndAsync();
            await install.WaitForExitAsync();
            if (install.ExitCode != 0)
                throw new InvalidOperationException($"npm install failed in {folder}: {errors}{await output}");
            await File.WriteAllTextAsync(marker, wanted);
        }
        finally
        {
            Installing.Release();
        }
    }

    private static Process Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"These tests need Node.js: '{program}' was not found on the PATH. Install nodejs 20 or newer and npm.", e);
        }
    }

    [GeneratedRegex(@"Prism is listening on (http://127\.0\.0\.1:\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Listening();
}
