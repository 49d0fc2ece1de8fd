using Notifications.Email.Mime;

namespace Notifications.Email;

/// <summary>Reads a list of addresses of which some may be none: those that can be read are used, of the others it is said why not. What a list is made of comes from people's own data.</summary>
internal sealed class AddressList
{
    private const int MaxShown = 64;

    private List<RecipientFailure>? _unreadable;

    private AddressList(IReadOnlyList<EmailAddress> addresses) => Addresses = addresses;

    /// <summary>Those that can be read, each once.</summary>
    public IReadOnlyList<EmailAddress> Addresses { get; private set; }

    /// <summary>Those that cannot, as they were given, on one line and shortened.</summary>
    public IReadOnlyList<RecipientFailure> Unreadable => _unreadable is null ? [] : _unreadable;

    /// <summary>Addresses that were read before.</summary>
    public static AddressList Of(IReadOnlyList<EmailAddress> addresses) => new(addresses);

    /// <summary>Reads. Without addresses when there is an error; an empty group is none.</summary>
    /// <param name="text">Addresses with commas between.</param>
    /// <param name="limit">How many there may be.</param>
    /// <param name="error">Why there is none; of several, of the first.</param>
    public static AddressList Read(string? text, int limit, out EmailAddressError error)
    {
        error = EmailAddressParser.ParseList(text, limit, out var whole);
        var read = new AddressList(error == EmailAddressError.None ? whole : []);

        // A text with a line break is no list of somebody's who mistyped: nothing of it is used.
        if (error is not (EmailAddressError.None or EmailAddressError.Empty or EmailAddressError.InvalidCharacter or EmailAddressError.TooMany) && text!.Length <= EmailAddressParser.MaxListText)
            read.ReadEach(text, limit, ref error);
        return read;
    }

    private void ReadEach(string text, int limit, ref EmailAddressError error)
    {
        List<EmailAddress> readable = [];
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfMember(text, at);
            var member = text.AsSpan(at, end - at).Trim();

            // What stands before a colon is the name of a group.
            if (member.Length > 0 && (end == text.Length || text[end] != ':' || member.Contains('@')))
                ReadMember(member.ToString(), readable);
            at = end + 1;
        }

        if (readable.Count > limit)
            error = EmailAddressError.TooMany;
        else if (readable.Count > 0)
            (Addresses, error) = (readable, EmailAddressError.None);
    }

    private void ReadMember(string text, List<EmailAddress> readable)
    {
        if (EmailAddressParser.ParseOne(text, out var address) is not EmailAddressError.None and var wrong)
            (_unreadable ??= []).Add(new RecipientFailure(Shown(text), "It " + AddressErrorText.Of(wrong)) { Kind = RecipientFailureKind.NoSuchAddress });
        else if (!readable.Contains(address!))
            readable.Add(address!);
    }

    // Separators within quotes, comments and angle brackets are none.
    private static int EndOfMember(string text, int at)
    {
        var (isQuoted, isAngle, comments) = (false, false, 0);
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '\\' && (isQuoted || comments > 0))
                at++;
            else if (c == '"' && comments == 0)
                isQuoted = !isQuoted;
            else if (isQuoted)
                continue;
            else if (c is '(' or ')')
                comments = Math.Max(0, comments + (c == '(' ? 1 : -1));
            else if (comments > 0)
                continue;
            else if (c is '<' or '>')
                isAngle = c == '<';
            else if (!isAngle && c is ',' or ';' or ':')
                return at;
        }

        return text.Length;
    }

    private static string Shown(string text)
    {
        var line = HeaderText.Clean(text);
        return line.Length <= MaxShown ? line.ToString() : string.Concat(line[..(char.IsHighSurrogate(line[MaxShown - 2]) ? MaxShown - 2 : MaxShown - 1)], "…");
    }
}
