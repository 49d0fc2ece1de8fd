using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Notifications.Storage.Journal;

/// <summary>Tells whether an open file is still the one that others find under a name. .NET has no call for it.</summary>
internal static class FileIdentity
{
    private const int CurrentDirectory = -100;
    private const int OfDescriptor = 0x1000;
    private const uint Inode = 0x100;

    // The layout of struct statx is the same on all processors: the inode at 32, the device at 136.
    private const int StatusSize = 256;
    private const int InodeAt = 32;
    private const int DeviceAt = 136;

    /// <summary>Whether a name leads to an open file. Where the system does not tell, whether there is a file of that name.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">The name.</param>
    public static bool IsAt(SafeFileHandle file, string path)
    {
        if (!OperatingSystem.IsLinux() || Read(file) is not { } open)
            return File.Exists(path);
        var status = new byte[StatusSize];
        return Status(CurrentDirectory, Encoding.UTF8.GetBytes(path + '\0'), 0, Inode, status) == 0 && Of(status) == open;
    }

    private static (ulong Device, ulong Inode)? Read(SafeFileHandle file)
    {
        var status = new byte[StatusSize];
        try
        {
            return Status(file, [0], OfDescriptor, Inode, status) == 0 ? Of(status) : null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018.
            return null;
        }
    }

    private static (ulong Device, ulong Inode) Of(byte[] status) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(status.AsSpan(DeviceAt)), BinaryPrimitives.ReadUInt64LittleEndian(status.AsSpan(InodeAt)));

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Status(SafeFileHandle file, byte[] path, int flags, uint mask, [Out] byte[] status);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Status(int directory, byte[] path, int flags, uint mask, [Out] byte[] status);
}
