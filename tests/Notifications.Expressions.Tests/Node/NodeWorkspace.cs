using System.Diagnostics;

namespace Notifications.Expressions.Tests.Node;

/// <summary>
/// A folder beside the tests' binaries into which npm installs the packages that the tests compare with. Nothing of it is committed.
/// </summary>
internal static class NodeWorkspace
{
    private static readonly string[] s_packages = ["@bufbuild/cel-spec@0.6.1", "@bufbuild/cel@0.6.1", "@bufbuild/protobuf@2.17.0"];
    private static readonly Lazy<string> s_folder = new(Install);

    /// <summary>The folder that holds <c>node_modules</c>.</summary>
    public static string Folder => s_folder.Value;

    /// <summary>Runs a script of this project with the folder as its first argument.</summary>
    public static void RunScript(string script, params string[] arguments) =>
        Run("node", AppContext.BaseDirectory, [Path.Combine(AppContext.BaseDirectory, "Node", script), Folder, .. arguments]);

    private static string Install()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "npm");
        var marker = Path.Combine(folder, "installed.txt");
        var wanted = string.Join('\n', s_packages);
        if (File.Exists(marker) && File.ReadAllText(marker) == wanted)
            return folder;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "package.json"), """{ "private": true }""");
        Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", folder, ["install", "--no-audit", "--no-fund", "--no-save", "--save-exact", .. s_packages]);
        File.WriteAllText(marker, wanted);
        return folder;
    }

    private static void Run(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException($"These tests need Node.js 20 or later with npm: '{program}' does not start.", exception);
        }

        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' failed with {process.ExitCode}:\n{output.Result}\n{errors}");
        }
    }
}
