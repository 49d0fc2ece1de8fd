using System.Diagnostics;
using System.Text.Json;
using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Interop;

/// <summary>Mail servers in Node.js with the npm packages <c>smtp-server</c> and <c>mailparser</c>. They are installed beside the test's binaries.</summary>
public sealed class NodeServers : IAsyncLifetime
{
    private static readonly SemaphoreSlim Installing = new(1);
    private Process? _process;
    private Dictionary<string, int> _ports = [];

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Interop");

    public int this[string server] => _ports[server];

    public async ValueTask InitializeAsync()
    {
        await InstallAsync();
        _process = Start("node", "server.js", Certificates.Good.Certificate, Certificates.Good.Key, Certificates.AuthorityFile);
        var ports = await _process.StandardOutput.ReadLineAsync();
        if (ports is null)
            throw new InvalidOperationException($"The servers did not start: {await _process.StandardError.ReadToEndAsync()}");
        _ports = JsonSerializer.Deserialize<Dictionary<string, int>>(ports)!;
    }

    /// <summary>What came since the last call.</summary>
    public async Task<JsonElement[]> TakeAsync()
    {
        await _process!.StandardInput.WriteLineAsync("?");
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The servers have died.");
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

    private static async Task InstallAsync()
    {
        await Installing.WaitAsync();
        try
        {
            var wanted = await File.ReadAllTextAsync(Path.Combine(Folder, "package.json"));
            var marker = Path.Combine(Folder, "node_modules", ".installed");
            if (File.Exists(marker) && await File.ReadAllTextAsync(marker) == wanted)
                return;
            using var install = Start("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock");
            var output = install.StandardOutput.ReadToEndAsync();
            var errors = await install.StandardError.ReadToEndAsync();
            await install.WaitForExitAsync();
            if (install.ExitCode != 0)
                throw new InvalidOperationException($"npm install failed in {Folder}: {errors}{await output}");
            await File.WriteAllTextAsync(marker, wanted);
        }
        finally
        {
            Installing.Release();
        }
    }

    private static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
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
            throw new InvalidOperationException($"These tests need Node.js: '{program}' was not found on the PATH. Run bash tests/servers.sh.", e);
        }
    }
}
