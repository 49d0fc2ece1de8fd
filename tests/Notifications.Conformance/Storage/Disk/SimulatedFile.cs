using Notifications.Storage.Journal;

namespace Notifications.Conformance.Storage.Disk;

/// <summary>An open file of a <see cref="SimulatedDisk"/>.</summary>
internal sealed class SimulatedFile(SimulatedDisk disk, DiskNode node) : IJournalFile
{
    public long Length => disk.Read(() => (long)node.Seen.Length);

    public int Read(Span<byte> buffer, long offset)
    {
        var bytes = disk.Read(node, offset, buffer.Length);
        bytes.CopyTo(buffer);
        return bytes.Length;
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset) => disk.Write(node, bytes.ToArray(), offset);

    public void Truncate(long length) => disk.Truncate(node, length);

    public void Flush() => disk.Flush(node);

    public bool IsNamed(string name) => disk.IsNamed(node, name);

    public void Dispose()
    {
        // Closing flushes nothing.
    }
}
