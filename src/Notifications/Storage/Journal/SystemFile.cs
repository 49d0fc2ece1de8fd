using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Notifications.Storage.Journal;

/// <summary>Flushes and locks a file by the operating system's own call, for .NET's does not tell on Unix when that fails, and its locks can be switched off: <c>RandomAccess.FlushToDisk</c> of .NET 10 takes any answer of fsync for a good one.</summary>
internal static class SystemFile
{
    private const int Interrupted = 4;
    private const int Exclusive = 2;
    private const int AtOnce = 4;

    // fcntl's F_FULLFSYNC: on macOS fsync does not flush the drive. File systems that do not know it answer ENOTTY, EINVAL or ENOTSUP.
    private const int FullSync = 51;
    private const int NotATerminal = 25;
    private const int Invalid = 22;
    private const int NotSupportedOnMac = 45;

    /// <summary>Returns when what was written is on disk.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="IOException">The disk did not confirm it: nothing is known of what was written.</exception>
    public static void Flush(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        while (Call(file) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                throw new IOException($"The disk did not confirm a write: {Marshal.GetPInvokeErrorMessage(error)}.", error);
        }
    }

    /// <summary>Locks a file for this process, for as long as it is open.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="IOException">Another process has it (see <see cref="DiskErrors.IsHeld"/>), or the file system knows no locks.</exception>
    public static void Lock(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
            return;
        while (Lock(file, Exclusive | AtOnce) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                throw new IOException($"The file cannot be locked: {Marshal.GetPInvokeErrorMessage(error)}.", error);
        }
    }

    // Segments have their length from the beginning: the data, and what is needed to find it, is all that has to be safe.
    private static int Call(SafeFileHandle file)
    {
        if (OperatingSystem.IsLinux())
            return DataSync(file);
        if (!OperatingSystem.IsMacOS())
            return Sync(file);
        var result = Control(file, FullSync);
        return result < 0 && Marshal.GetLastPInvokeError() is (NotATerminal or Invalid or NotSupportedOnMac) ? Sync(file) : result;
    }

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Lock(SafeFileHandle file, int operation);

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DataSync(SafeFileHandle file);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(SafeFileHandle file);

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeFileHandle file, int command);
}
