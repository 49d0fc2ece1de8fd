using Microsoft.Win32.SafeHandles;
using Notifications.Files;

namespace Notifications.Storage.Journal;

/// <summary>A file on a disk, read and written by position.</summary>
/// <param name="handle">The open file.</param>
/// <param name="directory">The directory in which it has its names; null for a file that has none.</param>
/// <param name="owner">Closes the handle; null where the handle is closed itself.</param>
internal sealed class DiskFile(SafeFileHandle handle, string? directory = null, IDisposable? owner = null) : IJournalFile
{
    private const int TooLarge = 27;

    public long Length => RandomAccess.GetLength(handle);

    public int Read(Span<byte> buffer, long offset)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var read = RandomAccess.Read(handle, buffer[total..], offset + total);
            if (read == 0)
                break;
            total += read;
        }

        return total;
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(handle, bytes, offset);
        }
        catch (ArgumentOutOfRangeException error)
        {
            // So .NET tells that the file system or the process has a limit for files (EFBIG).
            throw new IOException($"The disk takes no file of {offset + bytes.Length} bytes.", error) { HResult = TooLarge };
        }
    }

    public void Truncate(long length) => RandomAccess.SetLength(handle, length);

    public void Flush() => FileSync.Flush(handle);

    public bool IsNamed(string name) => directory is not null && FileIdentity.IsAt(handle, Path.Combine(directory, name));

    // What was flushed is safe whatever closing says; what was not is not trusted.
    public void Dispose() => (owner ?? handle).Dispose();
}
