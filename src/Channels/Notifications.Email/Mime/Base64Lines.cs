using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Notifications.Email.Mime;

/// <summary>Base64 in lines of 76 characters (RFC 2045, section 6.8), made in blocks of whole lines.</summary>
internal static class Base64Lines
{
    /// <summary>The bytes that make one line.</summary>
    public const int LineBytes = 57;

    /// <summary>The characters of one line, without its end.</summary>
    public const int LineLength = 76;

    /// <summary>How much <see cref="Encode"/> writes for so many bytes.</summary>
    public static long EncodedLength(long count)
    {
        var characters = (count + 2) / 3 * 4;
        var lines = (characters + LineLength - 1) / LineLength;
        return characters + (2 * Math.Max(0, lines - 1));
    }

    /// <summary>Encodes a block: all of the rest, or a multiple of <see cref="LineBytes"/>. A line end stands before each line but the first of all.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="target">Has room for two bytes more than <see cref="EncodedLength"/> says.</param>
    /// <param name="isFirst">Nothing was written before.</param>
    /// <returns>How much was written.</returns>
    public static int Encode(ReadOnlySpan<byte> source, Span<byte> target, bool isFirst)
    {
        if (source.IsEmpty)
            return 0;
        var start = isFirst ? 0 : EndLine(target, 0);
        var lines = Base64Vectors.IsSupported ? Base64Vectors.Encode(source, target[start..]) : 0;
        start += lines * (LineLength + 2);
        return start + EncodePortable(source[(lines * LineBytes)..], target[start..]);
    }

    /// <summary>The same on any processor, from a line's beginning on.</summary>
    public static int EncodePortable(ReadOnlySpan<byte> source, Span<byte> target)
    {
        // Encoded in one go to the end of the room, then moved forward line by line: the gap for the line ends closes as it goes.
        var characters = (source.Length + 2) / 3 * 4;
        var lines = (characters + LineLength - 1) / LineLength;
        var room = target[..(characters + (2 * lines))];
        Base64.EncodeToUtf8(source, room[(2 * lines)..], out _, out _);
        ref var start = ref MemoryMarshal.GetReference(room);
        var (from, to) = (2 * lines, 0);
        for (; from <= room.Length - LineLength; from += LineLength, to += LineLength)
        {
            if (to > 0)
                to = EndLine(room, to);
            MoveLine(ref Unsafe.Add(ref start, from), ref Unsafe.Add(ref start, to));
        }

        if (from == room.Length)
            return to;
        if (to > 0)
            to = EndLine(room, to);
        room[from..].CopyTo(room[to..]);
        return to + room.Length - from;
    }

    private static int EndLine(Span<byte> room, int at)
    {
        room[at] = (byte)'\r';
        room[at + 1] = (byte)'\n';
        return at + 2;
    }

    // All 76 are read before the first is written: the two places overlap.
    private static void MoveLine(ref byte from, ref byte to)
    {
        var first = Vector256.LoadUnsafe(ref from);
        var second = Vector256.LoadUnsafe(ref from, 32);
        var last = Vector128.LoadUnsafe(ref from, LineLength - 16);
        first.StoreUnsafe(ref to);
        second.StoreUnsafe(ref to, 32);
        last.StoreUnsafe(ref to, LineLength - 16);
    }
}
