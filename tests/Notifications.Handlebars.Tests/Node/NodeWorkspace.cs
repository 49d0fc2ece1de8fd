using System.Diagnostics;

namespace Notifications.Handlebars.Tests.Node;

/// <summary>A folder beside the tests' binaries into which npm installs the package that the tests compare with. Nothing of it is committed.</summary>
internal static class NodeWorkspace
{
    private const string Package = "handlebars@4.7.10";
    private static readonly Lazy<string> Installed = new(Install);

    /// <summary>Runs a script of this project with the folder as its first argument.</summary>
    public static void RunScript(string script, params string[] arguments) =>
        Run("node", AppContext.BaseDirectory, [Path.Combine(AppContext.BaseDirectory, "Node", script), Installed.Value, .. arguments]);

    private static string Install()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "npm");
        var marker = Path.Combine(folder, "installed.txt");
        if (File.Exists(marker) && File.ReadAllText(marker) == Package)
            return folder;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "package.json"), """{ "private": true }""");
        Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", folder, ["install", "--no-audit", "--no-fund", "--no-save", "--save-exact", Package]);
        File.WriteAllText(marker, Package);
        return folder;
    }

    private static void Run(string program, string folder, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"'{program}' does not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{program}' failed with {process.ExitCode}: {output.Result}\n{errors}");
    }
}
