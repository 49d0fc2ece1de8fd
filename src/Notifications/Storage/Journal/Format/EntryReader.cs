using System.Buffers.Binary;

namespace Notifications.Storage.Journal.Format;

/// <summary>Goes through the entries of a frame whose checksum is right.</summary>
/// <param name="frame">The frame's payload.</param>
internal ref struct EntryReader(ReadOnlySpan<byte> frame)
{
    private readonly ReadOnlySpan<byte> _frame = frame;
    private ReadOnlySpan<byte> _entry;
    private int _next;

    /// <summary>The entry's header.</summary>
    public EntryHeader Header;

    /// <summary>Where the entry begins in the frame's payload.</summary>
    public int Start { get; private set; }

    /// <summary>The whole entry.</summary>
    public readonly ReadOnlySpan<byte> Entry => _entry;

    public readonly ReadOnlySpan<byte> Payload => _entry[^Header.Length..];

    public readonly long Content(int index) => BinaryPrimitives.ReadInt64LittleEndian(_entry[(EntryHeader.Size + (index * sizeof(long)))..]);

    /// <summary>Goes to the next entry.</summary>
    /// <returns>False behind the last.</returns>
    /// <exception cref="JournalException">The entry is of a kind that this release does not know.</exception>
    public bool MoveNext()
    {
        if (_next >= _frame.Length)
            return false;
        var rest = _frame[_next..];
        if (rest.Length < EntryHeader.Size)
            throw NotUnderstood();
        Header = EntryHeader.Read(rest);
        if (Header.Kind is < EntryKind.Opened or > EntryKind.Audit || Header.Length < 0 || Header.Contents < 0
            || EntryHeader.Size + ((long)Header.Contents * sizeof(long)) + Header.Length > rest.Length)
            throw NotUnderstood();
        _entry = rest[..Header.Total];
        Start = _next;
        _next += Header.Total;
        return true;
    }

    // The checksum is right, so these bytes are what somebody meant to write.
    private static JournalException NotUnderstood() => new(
        JournalError.Newer, "The journal has an entry of a kind that this release does not know: run the release that wrote it.");
}
