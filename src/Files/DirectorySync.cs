using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Notifications.Files;

/// <summary>Flushes a directory: .NET has no call for it, and without it a rename may be undone by a power failure.</summary>
internal static class DirectorySync
{
    private const int Interrupted = 4;
    private const int ReadOnly = 0;
    private const int CloseOnExecuteOfLinux = 0x80000;

    /// <summary>Returns when the directory's entries are on disk. On Windows the file system does that by itself.</summary>
    /// <param name="path">The directory.</param>
    /// <exception cref="IOException">It cannot be opened, or the disk did not confirm it.</exception>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var directory = new SafeFileHandle(Open(Encoding.UTF8.GetBytes(path + '\0'), OperatingSystem.IsLinux() ? CloseOnExecuteOfLinux : ReadOnly), ownsHandle: true);
        if (directory.IsInvalid)
            throw Failure(path, Marshal.GetLastPInvokeError());
        while (Sync(directory) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                throw Failure(path, error);
        }
    }

    private static IOException Failure(string path, int error) =>
        new($"The directory '{path}' cannot be flushed: {Marshal.GetPInvokeErrorMessage(error)}.", error);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(SafeFileHandle directory);
}
