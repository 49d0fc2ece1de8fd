namespace Notifications.Email;

/// <summary>Why a text is no email address.</summary>
public enum EmailAddressError
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>Over 64 octets before the at sign, 254 in all, or 1,024 characters with name and comments (RFC 5321, section 4.5.3.1).</summary>
    TooLong,

    /// <summary>A control character (NUL, CR and LF among them), or half a surrogate pair.</summary>
    InvalidCharacter,

    /// <summary>There is no at sign where one must be.</summary>
    MissingAt,

    /// <summary>What stands before the at sign is neither a dot-atom nor a quoted string (RFC 5322, section 3.4.1).</summary>
    InvalidLocalPart,

    /// <summary>What stands behind the at sign is no domain name, also after conversion to punycode (RFC 5891).</summary>
    InvalidDomain,

    /// <summary>The domain is an address in square brackets, which is not supported.</summary>
    DomainLiteral,

    /// <summary>A quoted string does not end.</summary>
    UnclosedQuote,

    /// <summary>A comment does not end, or is nested over 8 deep.</summary>
    UnclosedComment,

    /// <summary>The angle bracket does not close.</summary>
    UnclosedAngle,

    /// <summary>Something stands behind the address.</summary>
    TrailingText,

    /// <summary>More addresses than allowed.</summary>
    TooMany,

    /// <summary>A group (<c>Team: a@example.com, b@example.com;</c>) where one address is wanted.</summary>
    Group,

    /// <summary>A group within a group (RFC 5322, section 3.4 knows none).</summary>
    NestedGroup,

    /// <summary>A group does not end with a semicolon.</summary>
    UnclosedGroup,
}
