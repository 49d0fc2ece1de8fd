using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Notifications.Storage.Journal;

/// <summary>Locks a file by the operating system's own call, for .NET's locks can be switched off.</summary>
internal static class FileLock
{
    private const int Interrupted = 4;
    private const int Exclusive = 2;
    private const int AtOnce = 4;

    /// <summary>Locks a file for this process, for as long as it is open.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="IOException">Another process has it (see <see cref="DiskErrors.IsHeld"/>), or the file system knows no locks.</exception>
    public static void Take(SafeFileHandle file)
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

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Lock(SafeFileHandle file, int operation);
}
