using System.Globalization;

namespace Notifications.Storage.Journal;

/// <summary>A directory on a local disk.</summary>
/// <param name="path">The directory; it is made if it is missing.</param>
/// <param name="clock">Tells since when it is held.</param>
/// <param name="flush">Makes a directory's entries safe. Default: by the operating system.</param>
internal sealed class DiskDirectory(string path, TimeProvider clock, Action<string>? flush = null) : IJournalDirectory
{
    private const string LockName = "lock";

    // A locked file does not let itself be read by others.
    private const string OwnerName = "owner";
    private const int MaxOwnerText = 512;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public long FreeBytes => new DriveInfo(Path).AvailableFreeSpace;

    public IDisposable Lock()
    {
        Make();
        FileStream held;
        try
        {
            held = new FileStream(Full(LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            try
            {
                // .NET's own lock can be switched off for a whole process.
                SystemFile.Lock(held.SafeFileHandle);
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (IOException error) when (DiskErrors.IsHeld(error))
        {
            throw new JournalException(
                JournalError.Locked,
                $"The journal in '{Path}' is held by another process ({ReadOwner()}). A journal serves one process: stop the other one, or give this one a directory of its own.",
                error);
        }

        Sign();
        return held;
    }

    public IReadOnlyList<string> List() =>
        [.. new DirectoryInfo(Path).EnumerateFiles().Select(static file => file.Name).Where(static name => name is not (LockName or OwnerName)).Order(StringComparer.Ordinal)];

    public IJournalFile Create(string name)
    {
        var handle = File.OpenHandle(Full(name), FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        try
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return new DiskFile(handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public IJournalFile Open(string name) => new DiskFile(File.OpenHandle(Full(name), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    public void Rename(string from, string to) => File.Move(Full(from), Full(to), overwrite: true);

    public void Delete(string name) => File.Delete(Full(name));

    public void Flush() => FlushEntries(Path);

    private string Full(string name) => System.IO.Path.Combine(Path, name);

    private void FlushEntries(string directory) => (flush ?? DirectorySync.Flush)(directory);

    /// <summary>Makes the directory and what is missing above it, and sees to it that a power failure does not take them away again.</summary>
    private void Make()
    {
        List<string> parents = [];
        for (var made = Path; !Directory.Exists(made) && System.IO.Path.GetDirectoryName(made) is { } parent; made = parent)
            parents.Add(parent);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var parent in parents)
            FlushEntries(parent);
        if (parents.Count > 0 || System.IO.Path.GetDirectoryName(Path) is not { } above)
            return;
        try
        {
            // Whoever made it may have ended before its name was safe.
            FlushEntries(above);
        }
        catch (Exception error) when (DiskErrors.IsOfDisk(error))
        {
            // A directory that was given to this process stands in one that it need not be able to read.
        }
    }

    /// <summary>Who holds the journal, for the message that a second process gets. It is a courtesy: a full disk must not keep the journal from opening.</summary>
    private void Sign()
    {
        try
        {
            var owner = string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName} since {clock.GetUtcNow():u}");
            File.WriteAllText(Full(OwnerName), owner);
        }
        catch (Exception error) when (DiskErrors.IsOfDisk(error))
        {
            // The lock holds without the name of its owner.
        }
    }

    private string ReadOwner()
    {
        try
        {
            var owner = File.ReadAllText(Full(OwnerName));
            return owner.Length is > 0 and <= MaxOwnerText ? owner : "unknown";
        }
        catch (Exception error) when (DiskErrors.IsOfDisk(error))
        {
            return "unknown";
        }
    }
}
