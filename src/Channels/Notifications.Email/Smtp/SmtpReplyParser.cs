using System.Text;

namespace Notifications.Email.Smtp;

/// <summary>Reads one reply line by line. Bounded in line length, lines and text: an endless reply ends here.</summary>
internal struct SmtpReplyParser(SmtpCapabilities? capabilities)
{
    private const int MaxLine = 2048;
    private const int MaxLines = 128;
    private const int MaxText = 200;

    private int _code;
    private (int, int) _enhanced;
    private int _lines;
    private StringBuilder? _text;

    /// <summary>Takes lines from the bytes until the reply is whole.</summary>
    /// <param name="bytes">What has come.</param>
    /// <param name="consumed">How much of it was understood.</param>
    /// <param name="reply">The reply.</param>
    /// <returns>False when more has to come.</returns>
    /// <exception cref="SmtpProtocolException">This is no reply.</exception>
    public bool TryRead(ReadOnlySpan<byte> bytes, out int consumed, out SmtpReply reply)
    {
        consumed = 0;
        reply = default;
        while (true)
        {
            var rest = bytes[consumed..];
            var end = rest.IndexOf((byte)'\n');
            if (end > MaxLine || (end < 0 && rest.Length > MaxLine))
                throw new SmtpProtocolException($"a reply has a line of over {MaxLine} bytes");
            if (end < 0)
                return false;
            consumed += end + 1;
            if (++_lines > MaxLines)
                throw new SmtpProtocolException($"a reply has over {MaxLines} lines");
            var line = rest[..end].TrimEnd((byte)'\r');
            if (!ReadLine(line))
                continue;
            reply = new SmtpReply(_code, _enhanced, Redact(_text?.ToString()));
            return true;
        }
    }

    // Three digits, then "-" when lines follow, else a space or nothing.
    private bool ReadLine(ReadOnlySpan<byte> line)
    {
        if (line.Length < 3 || ReadNumber(line[..3]) is not (>= 200 and <= 599 and var code) || (line.Length > 3 && line[3] is not ((byte)' ' or (byte)'-')))
            throw new SmtpProtocolException("what came is no SMTP reply");
        if (_code != 0 && code != _code)
            throw new SmtpProtocolException("the lines of a reply have different codes");
        var text = line.Length > 4 ? line[4..] : default;
        capabilities?.Add(text, isFirst: _code == 0);
        _code = code;
        ReadText(text);
        return line.Length == 3 || line[3] == ' ';
    }

    private void ReadText(ReadOnlySpan<byte> text)
    {
        if (_code < 400)
            return;
        var length = EnhancedLength(text, out var enhanced);
        if (length > 0)
            _enhanced = enhanced;
        _text ??= new StringBuilder();
        if (_text.Length > 0)
            _text.Append(' ');
        foreach (var b in text[length..].Trim((byte)' '))
        {
            if (_text.Length >= MaxText)
                return;
            _text.Append(b is >= 0x20 and < 0x7F ? (char)b : '?');
        }
    }

    // Reasons get into logs, where no recipient may be.
    private static string? Redact(string? text) => text is null || !text.Contains('@', StringComparison.Ordinal)
        ? text
        : string.Join(' ', text.Split(' ').Select(static word => word.Contains('@', StringComparison.Ordinal) ? "<address>" : word));

    private readonly int EnhancedLength(ReadOnlySpan<byte> text, out (int, int) enhanced)
    {
        enhanced = default;
        var end = text.IndexOf((byte)' ');
        var token = end < 0 ? text : text[..end];
        if (token.Length is < 5 or > 9 || token[0] != '0' + (_code / 100) || token[1] != '.')
            return 0;
        var dot = token[2..].IndexOf((byte)'.');
        if (dot < 1 || ReadNumber(token.Slice(2, dot)) is not (>= 0 and var subject) || ReadNumber(token[(dot + 3)..]) is not (>= 0 and var detail))
            return 0;
        enhanced = (subject, detail);
        return token.Length;
    }

    private static int ReadNumber(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
                return -1;
            number = (number * 10) + (digit - '0');
        }

        return digits.IsEmpty ? -1 : number;
    }
}
