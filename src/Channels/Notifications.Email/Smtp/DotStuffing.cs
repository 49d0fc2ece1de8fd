namespace Notifications.Email.Smtp;

/// <summary>Doubles the dot that begins a line (RFC 5321, section 4.5.2), so that no text can end a message.</summary>
internal static class DotStuffing
{
    /// <summary>Copies as much as fits.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="target">The room, at least two bytes.</param>
    /// <param name="isLineStart">Whether the first byte begins a line; then whether the next to come does.</param>
    /// <param name="written">How much was written.</param>
    /// <returns>How much was taken.</returns>
    public static int Copy(ReadOnlySpan<byte> source, Span<byte> target, ref bool isLineStart, out int written)
    {
        var taken = 0;
        written = 0;
        while (taken < source.Length)
        {
            var rest = source[taken..];
            if (isLineStart && rest[0] == '.')
            {
                if (target.Length - written < 2)
                    return taken;
                target[written++] = (byte)'.';
            }

            // Up to and with the line end before the next dot.
            var next = rest.IndexOf("\n."u8);
            var count = Math.Min(next < 0 ? rest.Length : next + 1, target.Length - written);
            if (count == 0)
                return taken;
            rest[..count].CopyTo(target[written..]);
            written += count;
            taken += count;
            isLineStart = rest[count - 1] == '\n';
        }

        return taken;
    }
}
