using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Notifications.Storage.Journal;

/// <summary>Locks a file for this process. .NET locks too, but a switch of the host (<c>System.IO.DisableFileLocking</c>) turns that off, and a file system without locks is passed over in silence.</summary>
internal static class FileLock
{
    private const int Interrupted = 4;
    private const int Exclusive = 2;
    private const int WithoutWaiting = 4;

    /// <summary>Takes the lock. It ends when the file is closed, also by the end of the process. On Windows the file's sharing mode is a lock that no switch turns off.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="IOException">Somebody else has it (<see cref="DiskErrors.IsHeld"/>), or the file system has no locks.</exception>
    public static void Take(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
            return;
        while (Lock(file, Exclusive | WithoutWaiting) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                throw new IOException($"The file system gives no lock: {Marshal.GetPInvokeErrorMessage(error)}.", error);
        }
    }

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Lock(SafeFileHandle file, int operation);
}
