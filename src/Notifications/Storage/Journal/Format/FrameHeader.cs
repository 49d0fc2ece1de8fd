using System.Buffers.Binary;

namespace Notifications.Storage.Journal.Format;

/// <summary>What stands before a commit in a file. A frame is one commit: whole by its checksum, or not there.</summary>
/// <param name="Length">The bytes that follow, without the zeros that fill up to 8.</param>
/// <param name="Checksum">Of all the rest of the frame, begun with the file's salt.</param>
/// <param name="Lsn">The commit's number: one more than that of the frame before.</param>
/// <param name="Group">Where the group of commits begins that were written and confirmed together, in units of 8 bytes. A group is not begun before the one before it is confirmed.</param>
/// <param name="Flags"><see cref="Commit"/> on the last frame of a commit: in this version on each.</param>
internal readonly record struct FrameHeader(int Length, uint Checksum, long Lsn, uint Group, byte Flags)
{
    public const int Size = 24;
    public const int Alignment = 8;
    public const byte Commit = 1;

    public static int Padded(int length) => (length + Alignment - 1) & ~(Alignment - 1);

    /// <summary>Puts the header before a payload that stands in its place already, zeros behind it, and completes the checksum.</summary>
    /// <param name="frame">The whole frame.</param>
    public static void Write(Span<byte> frame, int length, long lsn, long groupOffset, uint salt)
    {
        BinaryPrimitives.WriteInt32LittleEndian(frame, length);
        BinaryPrimitives.WriteInt64LittleEndian(frame[8..], lsn);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[16..], (uint)(groupOffset / Alignment));
        BinaryPrimitives.WriteUInt32LittleEndian(frame[20..], Commit);
        frame[(Size + length)..].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Compute(frame, salt));
    }

    public static FrameHeader Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32LittleEndian(bytes),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),
        bytes[20]);

    /// <summary>Proves a frame.</summary>
    /// <param name="bytes">The frame and whatever is behind it.</param>
    /// <param name="salt">The file's salt.</param>
    public static bool IsValid(ReadOnlySpan<byte> bytes, uint salt)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length <= 0 || length > bytes.Length - Size || Padded(length) > bytes.Length - Size)
            return false;
        var frame = bytes[..(Size + Padded(length))];
        return BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]) == Compute(frame, salt) && (frame[20] & Commit) != 0;
    }

    private static uint Compute(ReadOnlySpan<byte> frame, uint salt)
    {
        var checksum = Format.Checksum.Append(salt, frame[..4]);
        return Format.Checksum.Append(checksum, frame[8..]);
    }
}
