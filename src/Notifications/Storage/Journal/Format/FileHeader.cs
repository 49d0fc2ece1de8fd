using System.Buffers.Binary;

namespace Notifications.Storage.Journal.Format;

/// <summary>How a file begins.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="IsBuffered">It was written without confirmation of each commit: a power failure leaves holes in its end, and they are no rot.</param>
/// <param name="Salt">Begins each checksum of the file, so that what another file left in its place is never taken for valid.</param>
/// <param name="Store">The store that it belongs to.</param>
/// <param name="Number">A segment's number; of a checkpoint, that of the first segment that it does not cover.</param>
/// <param name="FirstLsn">The number of a segment's first commit. An earlier segment counts up to there only: what stands beyond was never confirmed.
/// Of a checkpoint, the first commit that it does not cover.</param>
internal readonly record struct FileHeader(FileKind Kind, bool IsBuffered, uint Salt, Guid Store, long Number, long FirstLsn)
{
    public const int Size = 64;
    public const ushort Version = 1;

    /// <summary>No number of a file or a commit is higher: what says so was not written by a journal.</summary>
    public const long HighestNumber = 1L << 53;

    private const ulong Magic = 0x314C_4E52_4A46_544E;
    private const int HasHeadAt = 48;
    private const int BootAt = 52;
    private const int ChecksumAt = Size - sizeof(uint);

    /// <summary>When the file was begun a head was there that says which segment is the newest.</summary>
    public bool HasHead { get; init; }

    /// <summary>In which run of the operating system the file was begun, see <see cref="IJournalDirectory.Boot"/>; 0 when that was not known.</summary>
    public ulong Boot { get; init; }

    public void Write(Span<byte> bytes)
    {
        bytes = bytes[..Size];
        bytes.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[8..], Version);
        bytes[10] = (byte)Kind;
        bytes[11] = IsBuffered ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[12..], Salt);
        Store.TryWriteBytes(bytes[16..]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[40..], FirstLsn);
        bytes[HasHeadAt] = HasHead ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[BootAt..], Boot);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[ChecksumAt..], Checksum.Append(0, bytes[..ChecksumAt]));
    }

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">The first bytes of the file.</param>
    /// <param name="header">The header.</param>
    /// <param name="isNewer">It is whole, and of a later release.</param>
    /// <returns>False when it is not one that this release reads.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FileHeader header, out bool isNewer)
    {
        header = default;
        isNewer = false;
        if (bytes.Length < Size || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]) != Checksum.Append(0, bytes[..ChecksumAt]))
            return false;
        var version = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        isNewer = version > Version;
        if (version != Version)
            return false;
        header = new FileHeader(
            (FileKind)bytes[10],
            bytes[11] != 0,
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]),
            new Guid(bytes.Slice(16, 16)),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]))
        {
            HasHead = bytes[HasHeadAt] != 0,
            Boot = BinaryPrimitives.ReadUInt64LittleEndian(bytes[BootAt..]),
        };
        return header is { Kind: FileKind.Segment or FileKind.Checkpoint, Number: > 0 } or { Kind: FileKind.Head, Number: >= 0 }
            && header is { Number: < HighestNumber, FirstLsn: > 0 and < HighestNumber };
    }
}
