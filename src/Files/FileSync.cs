using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Notifications.Files;

/// <summary>Flushes a file by the operating system's own call, for .NET's does not tell on Unix when that fails: <c>RandomAccess.FlushToDisk</c> and <c>FileStream.Flush(true)</c> of .NET 10 take any answer of fsync for a good one.</summary>
internal static class FileSync
{
    private const int Interrupted = 4;

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

    // The data, and what is needed to find it, its length too, is all that has to be safe.
    private static int Call(SafeFileHandle file)
    {
        if (OperatingSystem.IsLinux())
            return DataSync(file);
        if (!OperatingSystem.IsMacOS())
            return Sync(file);
        var result = Control(file, FullSync);
        return result < 0 && Marshal.GetLastPInvokeError() is (NotATerminal or Invalid or NotSupportedOnMac) ? Sync(file) : result;
    }

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
