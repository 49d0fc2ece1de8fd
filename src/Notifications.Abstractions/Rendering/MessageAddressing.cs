namespace Notifications;

/// <summary>Who else gets a message and where answers go, for channels that know such things. Every message made of the content carries it:
/// a request to three recipients with one copy makes three messages, and three copies.</summary>
public sealed record MessageAddressing
{
    /// <summary>Who gets a copy, seen by all. With <see cref="Bcc"/> at most 100 addresses. Default: nobody.</summary>
    public IReadOnlyList<string> Cc { get; init; } = [];

    /// <summary>Who gets a copy that nobody else sees. Default: nobody.</summary>
    public IReadOnlyList<string> Bcc { get; init; } = [];

    /// <summary>Where answers go. Default: to the channel's own address.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Where the recipient stops such messages: an https URL that takes a POST, for one click (RFC 8058), or an http or mailto URL (RFC 2369). What is none of them is left out, and the message goes. Default: the answer of <see cref="IUnsubscribeLinks"/>, if there is one.</summary>
    public string? UnsubscribeUrl { get; init; }

    /// <summary>Compares address by address.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when all is equal.</returns>
    public bool Equals(MessageAddressing? other) =>
        other is not null && Cc.SequenceEqual(other.Cc, StringComparer.Ordinal) && Bcc.SequenceEqual(other.Bcc, StringComparer.Ordinal)
        && ReplyTo == other.ReplyTo && UnsubscribeUrl == other.UnsubscribeUrl;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Cc.Count, Bcc.Count, ReplyTo, UnsubscribeUrl);
}
