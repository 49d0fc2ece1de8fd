using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Notifications.Webhooks.Tests.Interop;

/// <summary>A receiver in Node.js with the npm packages <c>standardwebhooks</c> and <c>cloudevents</c>. They are installed beside the test's binaries.</summary>
public sealed class NodeReceiver : IAsyncLifetime
{
    private Process? _process;

    public string Root { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Interop");
        var wanted = await File.ReadAllTextAsync(Path.Combine(folder, "package.json"));
        var marker = Path.Combine(folder, "node_modules", ".installed");
        if (!File.Exists(marker) || await File.ReadAllTextAsync(marker) != wanted)
        {
            using var install = Start("npm", folder, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock");
            var output = install.StandardOutput.ReadToEndAsync();
            var errors = await install.StandardError.ReadToEndAsync();
            await install.WaitForExitAsync();
            if (install.ExitCode != 0)
                throw new InvalidOperationException($"npm install failed in {folder}: {errors}{await output}");
            await File.WriteAllTextAsync(marker, wanted);
        }

        _process = Start("node", folder, "receiver.js");
        var port = await _process.StandardOutput.ReadLineAsync();
        if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw new InvalidOperationException($"The receiver did not start: {await _process.StandardError.ReadToEndAsync()}");
        Root = "http://127.0.0.1:" + port;
    }

    /// <summary>What came since the last call.</summary>
    public async Task<JsonElement[]> TakeAsync()
    {
        await _process!.StandardInput.WriteLineAsync("?");
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The receiver has died.");
        return [.. JsonDocument.Parse(line).RootElement.EnumerateArray()];
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"These tests need Node.js: '{program}' was not found on the PATH. Install nodejs 20 or newer and npm.", e);
        }
    }
}
