namespace Notifications.Storage.Journal;

/// <summary>Tells file systems on which what was confirmed may not outlive what it should.</summary>
internal static class FileSystemRule
{
    /// <summary>What is weak about a file system, in words that follow "it is on"; null for a local disk.</summary>
    /// <param name="type">What .NET takes it for.</param>
    /// <param name="format">Its name.</param>
    public static string? Judge(DriveType type, string format) => type switch
    {
        DriveType.Network => $"a network file system ({format}), which may confirm what it has not stored and lock for this machine alone",
        DriveType.Ram => $"a file system in memory ({format}), which ends with the machine",
        _ when format.StartsWith("overlay", StringComparison.OrdinalIgnoreCase) => $"the layer of a container ({format}), which is deleted with it",
        _ => null,
    };
}
