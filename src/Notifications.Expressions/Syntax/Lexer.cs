namespace Notifications.Expressions.Syntax;

/// <summary>Cuts a source into tokens, one at a time.</summary>
internal sealed class Lexer(string source)
{
    private int _offset;
    private int _line = 1;
    private int _lineStart;

    public Token Next()
    {
        SkipBlanks();
        if (_offset >= source.Length)
            return Take(TokenKind.End, 0);
        var first = source[_offset];
        if (StringLiteral.Starts(source, _offset))
            return TakeLiteral();
        if (char.IsAsciiLetter(first) || first == '_')
            return TakeName();
        if (char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(Peek(1))))
            return TakeNumber();
        return first == '`' ? TakeQuotedName() : TakeOperator(first);
    }

    private char Peek(int ahead) => _offset + ahead < source.Length ? source[_offset + ahead] : '\0';

    private void SkipBlanks()
    {
        for (; _offset < source.Length; _offset++)
        {
            var unit = source[_offset];
            if (unit == '\n')
                (_line, _lineStart) = (_line + 1, _offset + 1);
            else if (unit == '/' && Peek(1) == '/')
                SkipComment();
            else if (unit is not (' ' or '\t' or '\r' or '\f'))
                return;
        }
    }

    // Ends before the line feed, or on the last character.
    private void SkipComment()
    {
        var end = source.IndexOf('\n', _offset);
        _offset = (end < 0 ? source.Length : end) - 1;
    }

    private Token Take(TokenKind kind, int length, object? content = null)
    {
        var token = new Token(kind, new CelPosition(_offset, _line, _offset - _lineStart + 1), length, content);
        _offset += length;
        return token;
    }

    private Token TakeName()
    {
        var end = _offset;
        while (end < source.Length && (char.IsAsciiLetterOrDigit(source[end]) || source[end] == '_'))
            end++;
        var name = source[_offset..end];
        return Take(name == "in" ? TokenKind.In : TokenKind.Name, name.Length, name);
    }

    private Token TakeQuotedName()
    {
        var end = _offset + 1;
        while (end < source.Length && (char.IsAsciiLetterOrDigit(source[end]) || "_.-/ ".Contains(source[end], StringComparison.Ordinal)))
            end++;
        return end < source.Length && source[end] == '`' && end > _offset + 1
            ? Take(TokenKind.QuotedName, end + 1 - _offset, source[(_offset + 1)..end])
            : Take(TokenKind.Error, 1, "A quoted field holds letters, digits, '_', '.', '-', '/' and blanks, up to the next '`'.");
    }

    private Token TakeNumber()
    {
        var literal = NumberLiteral.Measure(source, _offset);
        return Take(literal.Kind, literal.Length, source.Substring(_offset, literal.Length));
    }

    private Token TakeLiteral()
    {
        var (kind, length, content) = StringLiteral.Read(source, _offset);
        var token = Take(kind, length, content);
        // A literal in triple quotes may hold line feeds.
        var last = source.LastIndexOf('\n', _offset - 1, length);
        if (last >= 0)
        {
            _line += source.AsSpan(token.Position.Offset, length).Count('\n');
            _lineStart = last + 1;
        }

        return token;
    }

    private Token TakeOperator(char first) => (first, Peek(1)) switch
    {
        ('&', '&') => Take(TokenKind.And, 2),
        ('|', '|') => Take(TokenKind.Or, 2),
        ('=', '=') => Take(TokenKind.Equal, 2),
        ('!', '=') => Take(TokenKind.NotEqual, 2),
        ('<', '=') => Take(TokenKind.LessOrEqual, 2),
        ('>', '=') => Take(TokenKind.GreaterOrEqual, 2),
        ('<', _) => Take(TokenKind.Less, 1),
        ('>', _) => Take(TokenKind.Greater, 1),
        ('!', _) => Take(TokenKind.Not, 1),
        ('.', _) => Take(TokenKind.Dot, 1),
        (',', _) => Take(TokenKind.Comma, 1),
        (':', _) => Take(TokenKind.Colon, 1),
        ('?', _) => Take(TokenKind.Question, 1),
        ('(', _) => Take(TokenKind.OpenParen, 1),
        (')', _) => Take(TokenKind.CloseParen, 1),
        ('[', _) => Take(TokenKind.OpenBracket, 1),
        (']', _) => Take(TokenKind.CloseBracket, 1),
        ('{', _) => Take(TokenKind.OpenBrace, 1),
        ('}', _) => Take(TokenKind.CloseBrace, 1),
        ('+', _) => Take(TokenKind.Plus, 1),
        ('-', _) => Take(TokenKind.Minus, 1),
        ('*', _) => Take(TokenKind.Star, 1),
        ('/', _) => Take(TokenKind.Slash, 1),
        ('%', _) => Take(TokenKind.Percent, 1),
        ('=', _) => Take(TokenKind.Error, 1, "'=' is no operator; equality is '=='."),
        ('&' or '|', _) => Take(TokenKind.Error, 1, $"'{first}' is no operator; '{first}{first}' is."),
        _ => Take(TokenKind.Error, 1, "A character that no expression contains outside of strings."),
    };
}
