using System.Text;

namespace Notifications.Email;

/// <summary>Reads <c>mailbox</c> and <c>address-list</c> (RFC 5322, section 3.4) from left to right. Domain literals are not supported.</summary>
internal ref struct EmailAddressParser
{
    /// <summary>The longest list.</summary>
    public const int MaxListText = 64 * 1024;

    private const int MaxText = 1024;
    private const int MaxLocalPart = 64;
    private const int MaxMailbox = 254;
    private const int MaxCommentDepth = 8;

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private EmailAddressError _error;

    private EmailAddressParser(ReadOnlySpan<char> text) => _text = text;

    private readonly char Next => _at < _text.Length ? _text[_at] : '\0';

    public static EmailAddressError ParseOne(string? text, out EmailAddress? address)
    {
        address = null;
        if (CheckText(text, MaxText) is not EmailAddressError.None and var wrong)
            return wrong;
        var parser = new EmailAddressParser(text);
        var parsed = parser.ReadMailbox();
        if (parsed is not null && parser._at < text!.Length)
            return EmailAddressError.TrailingText;
        address = parsed;
        return parser._error;
    }

    /// <summary>Reads a list. The members of a group take its place; a list of nothing but empty groups is an empty one.</summary>
    public static EmailAddressError ParseList(string? text, int limit, out List<EmailAddress> addresses)
    {
        addresses = [];
        if (CheckText(text, MaxListText) is not EmailAddressError.None and var wrong)
            return wrong;
        var parser = new EmailAddressParser(text);
        do
        {
            if (!parser.ReadMember(addresses) && parser._error == EmailAddressError.Group)
                parser.ReadGroup(addresses, limit);
            if (addresses.Count > limit)
                return EmailAddressError.TooMany;
        }
        while (parser._error == EmailAddressError.None && parser.TryTake(','));

        return parser._error == EmailAddressError.None && parser._at < text!.Length ? EmailAddressError.TrailingText : parser._error;
    }

    // Before anything is understood: whatever comes of the text cannot have a character that ends a line.
    private static EmailAddressError CheckText(string? text, int limit)
    {
        if (string.IsNullOrWhiteSpace(text))
            return EmailAddressError.Empty;
        if (text.Length > limit)
            return EmailAddressError.TooLong;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029')
                return EmailAddressError.InvalidCharacter;
            if (char.IsSurrogate(text[i]) && (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])))
                return EmailAddressError.InvalidCharacter;
        }

        return EmailAddressError.None;
    }

    private bool TryTake(char c)
    {
        if (Next != c)
            return false;
        _at++;
        return true;
    }

    private bool ReadMember(List<EmailAddress> addresses)
    {
        if (ReadMailbox() is not { } address)
            return false;
        if (!addresses.Contains(address))
            addresses.Add(address);
        return true;
    }

    // From the colon behind its name to what comes behind its semicolon.
    private void ReadGroup(List<EmailAddress> addresses, int limit)
    {
        _error = EmailAddressError.None;
        _at++;
        if (!SkipComments())
            return;
        while (Next != ';' && ReadMember(addresses) && addresses.Count <= limit && TryTake(','))
        {
            // One more member follows.
        }

        if (_error == EmailAddressError.Group)
            Fail(EmailAddressError.NestedGroup);
        else if (_error == EmailAddressError.None && TryTake(';'))
            SkipComments();
        else if (_error == EmailAddressError.None)
            Fail(_at == _text.Length ? EmailAddressError.UnclosedGroup : EmailAddressError.TrailingText);
    }

    private EmailAddress? ReadMailbox()
    {
        // What comes first is a display name when an angle bracket follows, and a local part when an at sign does.
        var words = new StringBuilder();
        var (count, isQuoted) = (0, false);
        while (SkipComments() && Next is not ('<' or '@' or ':'))
        {
            if (_at == _text.Length || Next is ',' or ';')
                return Fail(EmailAddressError.MissingAt);
            isQuoted = Next == '"';
            if (ReadWord() is not { } word)
                return null;
            words.Append(words.Length > 0 ? " " : string.Empty).Append(word);
            count++;
        }

        if (_error != EmailAddressError.None)
            return null;
        if (Next == ':')
            return Fail(count > 0 ? EmailAddressError.Group : EmailAddressError.InvalidLocalPart);
        if (Next == '@')
            return count == 1 ? ReadDomain(null, words.ToString(), isQuoted) : Fail(EmailAddressError.InvalidLocalPart);
        _at++;
        return ReadAngle(words.ToString());
    }

    private EmailAddress? ReadAngle(string displayName)
    {
        if (!SkipComments())
            return null;
        var isQuoted = Next == '"';
        if (Next is '@' or '>' or '\0')
            return Fail(EmailAddressError.InvalidLocalPart);
        if (ReadWord() is not { } local || !SkipComments())
            return null;
        if (Next != '@')
            return Fail(EmailAddressError.MissingAt);
        if (ReadDomain(displayName, local, isQuoted) is not { } address)
            return null;
        if (Next != '>')
            return Fail(EmailAddressError.UnclosedAngle);
        _at++;
        return SkipComments() ? address : null;
    }

    private EmailAddress? ReadDomain(string? displayName, string local, bool isQuoted)
    {
        _at++;
        if (!SkipComments())
            return null;
        if (Next == '[')
            return Fail(EmailAddressError.DomainLiteral);
        var start = _at;
        while (_at < _text.Length && _text[_at] is not ('>' or ',' or ';' or '(' or ' '))
            _at++;
        var text = _text[start.._at].ToString();
        if (!SkipComments())
            return null;
        if (local.Length == 0 || (!isQuoted && !LocalPartRule.IsDotAtom(local)))
            return Fail(EmailAddressError.InvalidLocalPart);
        if (!DomainRule.TryNormalize(text, out var domain))
            return Fail(EmailAddressError.InvalidDomain);
        var address = new EmailAddress(displayName, local, domain);
        return Encoding.UTF8.GetByteCount(local) > MaxLocalPart || Encoding.UTF8.GetByteCount(address.Mailbox) > MaxMailbox
            ? Fail(EmailAddressError.TooLong)
            : address;
    }

    private string? ReadWord()
    {
        if (Next == '"')
            return ReadQuoted();
        var start = _at;
        while (_at < _text.Length && (_text[_at] == '.' || LocalPartRule.IsAtext(_text[_at])))
            _at++;
        if (_at > start)
            return _text[start.._at].ToString();
        Fail(EmailAddressError.InvalidLocalPart);
        return null;
    }

    private string? ReadQuoted()
    {
        var text = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == '"')
            {
                _at++;
                return text.ToString();
            }

            if (c == '\\' && ++_at == _text.Length)
                break;
            text.Append(_text[_at]);
        }

        Fail(EmailAddressError.UnclosedQuote);
        return null;
    }

    private bool SkipComments()
    {
        var depth = 0;
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == '(')
            {
                if (++depth > MaxCommentDepth)
                    break;
            }
            else if (depth > 0)
            {
                if (c == ')')
                    depth--;
                else if (c == '\\')
                    _at++;
            }
            else if (c != ' ')
            {
                return true;
            }
        }

        if (depth == 0)
            return true;
        Fail(EmailAddressError.UnclosedComment);
        return false;
    }

    private EmailAddress? Fail(EmailAddressError error)
    {
        _error = error;
        return null;
    }
}
