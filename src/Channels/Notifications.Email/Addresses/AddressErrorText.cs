namespace Notifications.Email;

/// <summary>The errors of addresses in words, with the fix. The address itself is never repeated.</summary>
internal static class AddressErrorText
{
    public static string Of(EmailAddressError error) => error switch
    {
        EmailAddressError.Empty => "is empty: give an address such as ops@example.com",
        EmailAddressError.TooLong => "is too long: at most 64 octets before the at sign and 254 in all",
        EmailAddressError.InvalidCharacter => "has a control character or half a surrogate pair: remove it",
        EmailAddressError.MissingAt => "has no at sign: give an address such as ops@example.com",
        EmailAddressError.InvalidLocalPart => "has characters before the at sign that need quotes, or nothing there: write \"a b\"@example.com",
        EmailAddressError.InvalidDomain => "has no valid domain behind the at sign: letters, digits and hyphens with dots between",
        EmailAddressError.DomainLiteral => "has an address in square brackets as domain: give a domain name",
        EmailAddressError.UnclosedQuote => "has a quote that does not end: add the second one",
        EmailAddressError.UnclosedComment => "has a comment that does not end: add the closing bracket",
        EmailAddressError.UnclosedAngle => "has an angle bracket that does not close: write Name <ops@example.com>",
        EmailAddressError.TrailingText => "has text behind the address: put commas between several addresses",
        EmailAddressError.TooMany => "has too many addresses: send one message to each, or to a list",
        EmailAddressError.Group => "is a group, or has a name with a colon: give one address, and put quotes around such a name",
        EmailAddressError.NestedGroup => "has a group within a group: name its members, and put quotes around a name with a colon",
        EmailAddressError.UnclosedGroup => "has a group that does not end: add a semicolon, or put quotes around a name with a colon",
        _ => "is fine",
    };
}
