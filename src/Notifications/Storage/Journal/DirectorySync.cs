using System.Runtime.InteropServices;
using System.Text;

namespace Notifications.Storage.Journal;

/// <summary>Flushes a directory: .NET has no call for it, and without it a rename may be undone by a power failure.</summary>
internal static class DirectorySync
{
    private const int ReadOnly = 0;

    /// <summary>Returns when the directory's entries are on disk. On Windows the file system does that by itself.</summary>
    /// <param name="path">The directory.</param>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(Encoding.UTF8.GetBytes(path + '\0'), ReadOnly, 0);
        if (descriptor < 0)
            throw Failure(path);
        try
        {
            if (Sync(descriptor) < 0)
                throw Failure(path);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"The directory '{path}' cannot be flushed: {Marshal.GetPInvokeErrorMessage(error)}.", error);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags, int mode);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
