using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;
using Notifications.Files;
using Notifications.Storage.Journal;

namespace Notifications.Durability.Faults;

/// <summary>The file layer on the real system: an error of the system is one of the journal's.</summary>
public sealed class DiskFileTests
{
    private const int BadDescriptor = 9;
    private const int Invalid = 22;

    [Fact]
    public void Flush_FileThatCannotBeFlushed_Throws()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Error numbers are those of POSIX");
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var handle = new SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false);
        using var file = new DiskFile(handle);

        Should.Throw<IOException>(file.Flush).HResult.ShouldBe(Invalid);
    }

    [Fact]
    public void Flush_DescriptorIsNotOpen_Throws()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Error numbers are those of POSIX");
        using var file = new DiskFile(new SafeFileHandle(1_000_000, ownsHandle: false));

        Should.Throw<IOException>(file.Flush).HResult.ShouldBe(BadDescriptor);
    }

    [Theory]
    [InlineData(DriveType.Network, "nfs", "a network file system (nfs)")]
    [InlineData(DriveType.Network, "cifs", "a network file system (cifs)")]
    [InlineData(DriveType.Ram, "tmpfs", "in memory (tmpfs)")]
    [InlineData(DriveType.Fixed, "overlay", "a container (overlay)")]
    [InlineData(DriveType.Unknown, "overlayfs", "a container (overlayfs)")]
    [InlineData(DriveType.Fixed, "ext4", null)]
    [InlineData(DriveType.Unknown, "zfs", null)]
    public void Weakness_OfAFileSystem_IsToldInWords(DriveType type, string format, string? expected)
    {
        if (expected is null)
            FileSystemRule.Judge(type, format).ShouldBeNull();
        else
            FileSystemRule.Judge(type, format).ShouldNotBeNull().ShouldContain(expected);
    }

    [Fact]
    public void Flush_DirectoryIsMissing_Throws() =>
        Should.Throw<IOException>(static () => DirectorySync.Flush(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()))).HResult.ShouldNotBe(0);

    [Fact]
    public void Flush_FileAndDirectory_Return()
    {
        var directory = Directory.CreateTempSubdirectory("journal-file").FullName;
        using (var handle = File.OpenHandle(Path.Combine(directory, "f"), FileMode.Create, FileAccess.ReadWrite))
        using (var file = new DiskFile(handle))
        {
            file.Write("abc"u8, 0);
            file.Flush();
            DirectorySync.Flush(directory);
        }

        Directory.Delete(directory, recursive: true);
    }
}
