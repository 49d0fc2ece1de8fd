using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Notifications.Tests.Node;

/// <summary>A folder beside the tests' binaries with scripts for Node.js, into which npm installs what its <c>package.json</c> names. Nothing of that is committed.</summary>
internal sealed class NodeFolder
{
    private static readonly ConcurrentDictionary<string, NodeFolder> Folders = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _installing = new(1);

    private NodeFolder(string name) => Path = System.IO.Path.Combine(AppContext.BaseDirectory, name);

    public string Path { get; }

    /// <summary>The folder of that name; one for all tests, so that npm runs once.</summary>
    public static NodeFolder Of(string name) => Folders.GetOrAdd(name, static n => new NodeFolder(n));

    /// <summary>Installs what is not there yet, in the versions that are wanted.</summary>
    public async Task InstallAsync()
    {
        await _installing.WaitAsync();
        try
        {
            var wanted = await File.ReadAllTextAsync(System.IO.Path.Combine(Path, "package.json"));
            var marker = System.IO.Path.Combine(Path, "node_modules", ".installed");
            if (File.Exists(marker) && await File.ReadAllTextAsync(marker) == wanted)
                return;
            // A registry that is away for a moment is asked again.
            using var install = Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock", "--fetch-retries=5");
            await EndAsync(install, string.Empty);
            await File.WriteAllTextAsync(marker, wanted);
        }
        finally
        {
            _installing.Release();
        }
    }

    /// <summary>Starts Node.js in the folder.</summary>
    public async Task<Process> StartAsync(params string[] arguments)
    {
        await InstallAsync();
        return Start("node", arguments);
    }

    /// <summary>Runs Node.js in the folder to its end.</summary>
    /// <param name="arguments">The script, and what it gets.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="mayFail">Its output is wanted whatever its exit code.</param>
    /// <returns>Its output.</returns>
    public async Task<string> RunAsync(string[] arguments, string input = "", bool mayFail = false)
    {
        using var process = await StartAsync(arguments);
        return await EndAsync(process, input, mayFail);
    }

    private static async Task<string> EndAsync(Process process, string input, bool mayFail = false)
    {
        // Both ends at once: neither may wait for the other to be read.
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 && !mayFail)
            throw new InvalidOperationException($"'{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}' failed with {process.ExitCode}:\n{await output}\n{await errors}");
        return await output;
    }

    private Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"These tests need Node.js 18 or newer with npm: '{program}' was not found on the PATH. Run bash tests/servers.sh.", e);
        }
    }
}
