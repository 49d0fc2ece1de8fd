using Notifications.Storage.Journal.Format;
using Notifications.Storage.Journal.Reading;

namespace Notifications.Storage.Journal.Writing;

/// <summary>The segment that is written to.</summary>
/// <param name="file">The file; it is the segment's.</param>
/// <param name="header">The header that stands in it.</param>
internal sealed class Segment(IJournalFile file, FileHeader header) : IDisposable
{
    /// <summary>How long the file is.</summary>
    public long Capacity { get; } = file.Length;

    public FileHeader Header => header;

    public string Name { get; } = FileNames.Segment(header.Number);

    /// <summary>Whether the file is still found under its name.</summary>
    public bool IsNamed => file.IsNamed(Name);

    /// <summary>Where the next group is written.</summary>
    public long Position { get; private set; } = FileHeader.Size;

    public bool Fits(long bytes) => Position + bytes <= Capacity;

    public void Append(ReadOnlySpan<byte> group)
    {
        file.Write(group, Position);
        Position += group.Length;
    }

    public void Flush() => file.Flush();

    /// <summary>The file as a compaction sees it.</summary>
    public JournalFile Seal() => new(Name, header, Capacity) { End = Position };

    public void Dispose() => file.Dispose();
}
