using System.Buffers.Text;

namespace Notifications.Email.Mime;

/// <summary>Base64 in lines of 76 characters (RFC 2045, section 6.8), made in blocks of whole lines.</summary>
internal static class Base64Lines
{
    /// <summary>The bytes that make one line.</summary>
    public const int LineBytes = 57;

    private const int LineLength = 76;
    private const int Step = LineLength + 2;

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

        // Encoded in one go to the end of the room, then moved forward line by line: the gap for the line ends closes as it goes.
        var characters = (source.Length + 2) / 3 * 4;
        var lines = (characters + LineLength - 1) / LineLength;
        var room = target[..(characters + (2 * lines))];
        Base64.EncodeToUtf8(source, room[(2 * lines)..], out _, out _);
        var to = 0;
        for (var from = 2 * lines; from < room.Length; from += LineLength)
        {
            var line = room[from..Math.Min(from + LineLength, room.Length)];
            if (!isFirst || to > 0)
            {
                room[to] = (byte)'\r';
                room[to + 1] = (byte)'\n';
                to += 2;
            }

            line.CopyTo(room[to..]);
            to += line.Length;
        }

        return to;
    }

    /// <summary>How many bytes may be encoded into a block of such a size.</summary>
    public static int BlockBytes(int size) => size / Step * LineBytes;
}
