using System.Diagnostics;

namespace Notifications.JsonSchema.Tests.Node;

/// <summary>A folder beside the tests' binaries into which npm installs what the tests compare with. Nothing of it is committed.</summary>
internal static class NodeWorkspace
{
    private const string Package = "ajv@8.20.0";
    private static readonly Lazy<string> s_folder = new(Install);

    /// <summary>Runs a script of this project with the folder as its argument.</summary>
    public static string RunScript(string script, string input) =>
        Run("node", AppContext.BaseDirectory, [Path.Combine(AppContext.BaseDirectory, "Node", script), s_folder.Value], input);

    private static string Install()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "npm");
        var marker = Path.Combine(folder, "installed.txt");
        if (File.Exists(marker) && File.ReadAllText(marker) == Package)
            return folder;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "package.json"), """{ "private": true }""");
        Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", folder, ["install", "--no-audit", "--no-fund", "--no-save", "--save-exact", Package], string.Empty);
        File.WriteAllText(marker, Package);
        return folder;
    }

    private static string Run(string program, string folder, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' does not start: these tests need Node.js 20 or later with npm.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors.Result);
        return output.Result;
    }
}
