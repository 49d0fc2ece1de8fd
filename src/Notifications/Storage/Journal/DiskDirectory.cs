using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Notifications.Files;

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
    private const int MostLockTries = 16;
    private const string BootFile = "/proc/sys/kernel/random/boot_id";

    // Recipients, texts and one-time passwords are for the owner's eyes.
    private const UnixFileMode FileRights = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode DirectoryRights = FileRights | UnixFileMode.UserExecute;
    private SafeFileHandle? _lock;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public long FreeBytes => new DriveInfo(Path).AvailableFreeSpace;

    public bool IsOurs => _lock is { IsClosed: false } held && FileIdentity.IsAt(held, Full(LockName));

    public ulong Boot { get; } = ReadBoot();

    public string? Weakness
    {
        get
        {
            try
            {
                var drive = new DriveInfo(Path);
                return FileSystemRule.Judge(drive.DriveType, drive.DriveFormat);
            }
            catch (Exception error) when (DiskErrors.IsOfDisk(error) || error is ArgumentException)
            {
                // It cannot be told; on Windows a share without a letter has no drive.
                return Path.StartsWith(@"\\", StringComparison.Ordinal) ? FileSystemRule.Judge(DriveType.Network, "a share") : null;
            }
        }
    }

    public IDisposable Lock()
    {
        Make();
        for (var tries = 0; tries < MostLockTries; tries++)
        {
            FileStream? held = null;
            try
            {
                held = new FileStream(Full(LockName), To(FileMode.OpenOrCreate, FileShare.None));
                // .NET's own lock can be switched off for a whole process.
                FileLock.Take(held.SafeFileHandle);
            }
            catch (Exception error) when (DiskErrors.IsOfDisk(error))
            {
                held?.Dispose();
                if (!DiskErrors.IsHeld(error))
                    throw;
                throw new JournalException(
                    JournalError.Locked,
                    $"The journal in '{Path}' is held by another process ({ReadOwner()}). A journal serves one process: stop the other one, or give this one a directory of its own.",
                    error);
            }

            _lock = held.SafeFileHandle;
            if (IsOurs)
            {
                Sign();
                return held;
            }

            // Somebody has deleted the file between its opening and its locking: the next process would lock another one.
            held.Dispose();
        }

        throw new IOException($"The file '{LockName}' is deleted again and again.");
    }

    public IReadOnlyList<string> List() =>
        [.. new DirectoryInfo(Path).EnumerateFiles().Select(static file => file.Name).Where(static name => name is not (LockName or OwnerName)).Order(StringComparer.Ordinal)];

    public IJournalFile Create(string name)
    {
        var file = new FileStream(Full(name), To(FileMode.Create, FileShare.Read | FileShare.Delete));
        return new DiskFile(file.SafeFileHandle, Path, file);
    }

    public IJournalFile Open(string name) => new DiskFile(File.OpenHandle(Full(name), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete), Path);

    public void Rename(string from, string to) => File.Move(Full(from), Full(to), overwrite: true);

    public void Delete(string name) => File.Delete(Full(name));

    public void Flush() => FlushEntries(Path);

    private static FileStreamOptions To(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = FileRights;
        return options;
    }

    private static ulong ReadBoot()
    {
        try
        {
            return OperatingSystem.IsLinux() && Guid.TryParse(File.ReadAllText(BootFile).AsSpan().Trim(), out var boot) ? BitConverter.ToUInt64(boot.ToByteArray()) : 0;
        }
        catch (Exception error) when (DiskErrors.IsOfDisk(error))
        {
            return 0;
        }
    }

    private string Full(string name) => System.IO.Path.Combine(Path, name);

    private void FlushEntries(string directory) => (flush ?? DirectorySync.Flush)(directory);

    /// <summary>Makes the directory and what is missing above it, and sees to it that a power failure does not take them away again.</summary>
    private void Make()
    {
        List<string> parents = [];
        for (var made = Path; !Directory.Exists(made) && System.IO.Path.GetDirectoryName(made) is { } parent; made = parent)
            parents.Add(parent);
        if (parents.Count > 0)
            Directory.CreateDirectory(parents[0]);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, DirectoryRights);
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
            using var file = new FileStream(Full(OwnerName), To(FileMode.Create, FileShare.Read));
            file.Write(Encoding.UTF8.GetBytes(owner));
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
