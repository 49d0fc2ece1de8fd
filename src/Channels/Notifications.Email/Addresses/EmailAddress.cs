using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Notifications.Email;

/// <summary>A mailbox, read and checked once (RFC 5322, section 3.4; RFC 6531). It cannot hold a line break, so nothing made of it can bring in a header or a command.</summary>
public sealed class EmailAddress : IEquatable<EmailAddress>
{
    internal EmailAddress(string? displayName, string localPart, string domain)
    {
        DisplayName = string.IsNullOrWhiteSpace(displayName) ? null : displayName;
        LocalPart = localPart;
        Domain = domain;
        Mailbox = (LocalPartRule.IsDotAtom(localPart) ? localPart : LocalPartRule.Quote(localPart)) + "@" + domain;
        NeedsUtf8 = !Ascii.IsValid(localPart);
    }

    /// <summary>The name shown to people; null when there is none.</summary>
    public string? DisplayName { get; }

    /// <summary>What stands before the at sign, without quotes and escapes.</summary>
    public string LocalPart { get; }

    /// <summary>The domain in lower case, international ones as punycode.</summary>
    public string Domain { get; }

    /// <summary>The address as it goes over the wire: quoted where it must be.</summary>
    public string Mailbox { get; }

    /// <summary>The local part has characters outside ASCII: only servers with SMTPUTF8 (RFC 6531) can take it.</summary>
    public bool NeedsUtf8 { get; }

    /// <summary>Reads one address: <c>anna@example.com</c>, <c>"Anna Li" &lt;anna@example.com&gt;</c>, with quotes, comments and international names.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address.</param>
    /// <param name="error">Why there is none.</param>
    /// <returns>False when the text is no address.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address, out EmailAddressError error)
    {
        error = EmailAddressParser.ParseOne(text, out address);
        return error == EmailAddressError.None;
    }

    /// <summary>Reads addresses with commas between them. The members of a group (<c>Team: a@example.com, b@example.com;</c>, RFC 5322, section 3.4) take its place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">How many there may be.</param>
    /// <param name="addresses">The addresses, each once.</param>
    /// <param name="error">Why there are none.</param>
    /// <returns>False when one of them is no address, or there is none, as in an empty group.</returns>
    public static bool TryParseList(string? text, int limit, out IReadOnlyList<EmailAddress> addresses, out EmailAddressError error)
    {
        error = EmailAddressParser.ParseList(text, limit, out var list);
        if (error == EmailAddressError.None && list.Count == 0)
            error = EmailAddressError.Empty;
        addresses = list;
        return error == EmailAddressError.None;
    }

    /// <summary>Equal mailboxes; names do not count. Local parts are compared exactly, since only their server knows better.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when mail to both arrives at one place.</returns>
    public bool Equals(EmailAddress? other) => other is not null && string.Equals(Mailbox, other.Mailbox, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EmailAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => Mailbox.GetHashCode(StringComparison.Ordinal);

    /// <summary>The mailbox.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Mailbox;
}
