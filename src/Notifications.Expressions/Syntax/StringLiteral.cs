namespace Notifications.Expressions.Syntax;

/// <summary>String and bytes literals: the prefixes <c>r</c> and <c>b</c>, one quote or three.</summary>
internal static class StringLiteral
{
    public static bool Starts(string source, int offset)
    {
        // At most the two prefixes stand before the quote, in any order.
        for (var i = offset; i < source.Length && i <= offset + 2; i++)
        {
            if (source[i] is '"' or '\'')
                return i - offset < 2 || char.ToLowerInvariant(source[offset]) != char.ToLowerInvariant(source[offset + 1]);
            if (source[i] is not ('r' or 'R' or 'b' or 'B'))
                return false;
        }

        return false;
    }

    /// <summary>Reads the literal; a <see cref="TokenKind.Error"/> carries its message.</summary>
    public static (TokenKind Kind, int Length, object Content) Read(string source, int offset)
    {
        var (isRaw, isBytes) = (false, false);
        var start = offset;
        for (; source[start] is not ('"' or '\''); start++)
        {
            isRaw |= source[start] is 'r' or 'R';
            isBytes |= source[start] is 'b' or 'B';
        }

        var quote = source[start];
        var isTriple = start + 2 < source.Length && source[start + 1] == quote && source[start + 2] == quote;
        var body = start + (isTriple ? 3 : 1);
        var end = FindEnd(source, body, quote, isTriple, isRaw);
        if (end < 0)
            return (TokenKind.Error, source.Length - offset, "A string that does not end.");
        var length = end + (isTriple ? 3 : 1) - offset;
        var text = source.AsSpan(body, end - body);
        if (!isTriple && text.ContainsAny('\r', '\n'))
            return (TokenKind.Error, length, "A string ends on the line that it starts on, unless it is in triple quotes.");
        object? content = isBytes ? EscapeDecoder.ReadBytes(text, isRaw) : EscapeDecoder.ReadText(text, isRaw);
        return content is null
            ? (TokenKind.Error, length, $"An escape that a {(isBytes ? "bytes" : "string")} literal does not have.")
            : (isBytes ? TokenKind.Bytes : TokenKind.String, length, content);
    }

    // A raw string still ends at the first quote: it has no way to hold its own.
    private static int FindEnd(string source, int start, char quote, bool isTriple, bool isRaw)
    {
        for (var i = start; i < source.Length; i++)
        {
            if (source[i] == '\\' && !isRaw)
                i++;
            else if (source[i] == quote && (!isTriple || (i + 2 < source.Length && source[i + 1] == quote && source[i + 2] == quote)))
                return i;
        }

        return -1;
    }
}
