using System.Text;

namespace Notifications.Email.Mime;

/// <summary>Writes headers (RFC 5322, section 2.2): lines of 78 characters, folded where white space is. Takes values, never lines.</summary>
internal ref struct HeaderWriter(MimeBuffer output)
{
    private const int MaxLine = 78;
    private const int MaxPlainWord = 60;
    private readonly MimeBuffer _output = output;
    private int _column;
    private bool _hasValue;

    /// <summary>Where the next character stands in its line.</summary>
    public readonly int Column => _column;

    /// <summary>Begins a header.</summary>
    /// <param name="name">One of ours, never a user's.</param>
    public void Begin(scoped ReadOnlySpan<byte> name)
    {
        _output.Append(name);
        _output.Append(": "u8);
        (_column, _hasValue) = (name.Length + 2, false);
    }

    /// <summary>Ends the header.</summary>
    public readonly void End() => _output.Append("\r\n"u8);

    /// <summary>Writes a header whose value is one of ours and fits its line.</summary>
    public void Fixed(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        Begin(name);
        _output.Append(value);
        End();
    }

    /// <summary>Writes a text for people: as it is when it is ASCII, else in encoded words.</summary>
    public void Text(scoped ReadOnlySpan<byte> name, string value)
    {
        Begin(name);
        var text = HeaderText.Clean(value);
        if (IsPlain(text))
            Words(text);
        else
            EncodedWords.Write(ref this, text);
        End();
    }

    /// <summary>Writes addresses with commas between them.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="addresses">The addresses.</param>
    /// <param name="isAscii">The header must be ASCII: an address that cannot be is named as an empty group (RFC 6857).</param>
    public void Addresses(scoped ReadOnlySpan<byte> name, IReadOnlyList<EmailAddress> addresses, bool isAscii)
    {
        Begin(name);
        for (var i = 0; i < addresses.Count; i++)
        {
            var address = addresses[i];
            var comma = i + 1 < addresses.Count ? "," : string.Empty;
            if (isAscii && address.NeedsUtf8)
            {
                Phrase(HeaderText.Clean(address.DisplayName ?? address.Mailbox));
                Token($":;{comma}");
                continue;
            }

            if (address.DisplayName is not { } displayName)
            {
                Token(address.Mailbox + comma);
                continue;
            }

            Phrase(HeaderText.Clean(displayName));
            Token($"<{address.Mailbox}>{comma}");
        }

        End();
    }

    /// <summary>Writes something that must not be broken, behind a space or on a new line.</summary>
    public void Token(scoped ReadOnlySpan<char> token)
    {
        Separate(token.Length);
        _output.Append(token);
        _column += token.Length;
    }

    /// <summary>Begins a new line when so many characters do not fit this one, else writes a space unless the value just begins.</summary>
    public void Separate(int length)
    {
        if (_hasValue && _column + 1 + length > MaxLine)
            Fold();
        else if (_hasValue)
            Space();
        _hasValue = true;
    }

    /// <summary>Begins a new line of the same header.</summary>
    public void Fold()
    {
        _output.Append("\r\n "u8);
        (_column, _hasValue) = (1, true);
    }

    /// <summary>Writes bytes that are known to be harmless.</summary>
    public void Raw(scoped ReadOnlySpan<byte> bytes)
    {
        _output.Append(bytes);
        _column += bytes.Length;
        _hasValue = true;
    }

    private void Space()
    {
        _output.Append((byte)' ');
        _column++;
    }

    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        if (!Ascii.IsValid(text) || text.Contains("=?", StringComparison.Ordinal))
            return false;
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            // White space counts to the word behind it: that is what a fold moves to the next line.
            length = text[i] == ' ' && i > 0 && text[i - 1] != ' ' ? 1 : length + 1;
            if (length > MaxPlainWord)
                return false;
        }

        return true;
    }

    // White space is kept as it is: a fold comes before it and adds none.
    private void Words(scoped ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            var start = text.IndexOfAnyExcept(' ');
            var end = text[start..].IndexOf(' ');
            var word = end < 0 ? text : text[..(start + end)];
            if (_hasValue && _column + word.Length > MaxLine)
            {
                _output.Append("\r\n"u8);
                _column = 0;
            }

            _output.Append(word);
            _column += word.Length;
            _hasValue = true;
            text = text[word.Length..];
        }
    }

    private void Phrase(scoped ReadOnlySpan<char> name)
    {
        if (name.Length > MaxPlainWord || !Ascii.IsValid(name) || name.Contains("=?", StringComparison.Ordinal))
            EncodedWords.Write(ref this, name);
        else
            Token(LocalPartRule.Quote(name.ToString()));
    }
}
