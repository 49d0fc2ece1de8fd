using System.ComponentModel;
using System.Diagnostics;

namespace Notifications.Durability.Faults;

/// <summary>Makes the flushes of another process fail as those of a broken disk do: beneath .NET, in the C library.</summary>
internal sealed class FailingFlush
{
    private readonly string _switch;
    private readonly string _log;
    private readonly string _all;

    private FailingFlush(string library, string directory)
    {
        _switch = Path.Combine(directory, "fail");
        _log = Path.Combine(directory, "failed");
        _all = Path.Combine(directory, "flushed");
        Environment = [("LD_PRELOAD", library), ("FAIL_FLUSH", _switch), ("FAIL_FLUSH_LOG", _log), ("FLUSH_LOG", _all)];
    }

    /// <summary>What the process is to be started with.</summary>
    public (string Name, string Value)[] Environment { get; }

    /// <summary>The paths of the files whose flush failed, each time.</summary>
    public string[] Failed => File.Exists(_log) ? File.ReadAllLines(_log) : [];

    /// <summary>The paths of all files and directories whose flush was asked of the system, in their order.</summary>
    public string[] Asked => File.Exists(_all) ? File.ReadAllLines(_all) : [];

    /// <summary>Compiles it; null where there is no compiler.</summary>
    public static async Task<FailingFlush?> CreateAsync(string directory)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            var library = Path.Combine(directory, "failing-flush.so");
            using var compiler = Process.Start("cc", ["-shared", "-fPIC", "-o", library, Path.Combine(AppContext.BaseDirectory, "Faults", "FailingFlush.c"), "-ldl"]);
            await compiler.WaitForExitAsync();
            return compiler.ExitCode == 0 ? new FailingFlush(library, directory) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    public void Begin() => File.WriteAllText(_switch, string.Empty);

    public void End() => File.Delete(_switch);
}
