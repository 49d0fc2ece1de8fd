namespace Notifications;

/// <summary>One person (or mailbox) behind a <see cref="Recipient"/>, with the addresses by which it can be reached.</summary>
public sealed record ResolvedRecipient
{
    /// <summary>The host's id; the same person reached twice by one event is told once.</summary>
    public required string Id { get; init; }

    /// <summary>Addresses by channel name, else by channel type (<c>email</c>, <c>webhook</c>). A channel without an address is left out.</summary>
    public required IReadOnlyDictionary<string, string> Addresses { get; init; }

    /// <summary>Language tag such as <c>fr-CA</c>. Default: the engine's.</summary>
    public string? Locale { get; init; }

    /// <summary>IANA zone such as <c>Europe/Paris</c>. Default: UTC.</summary>
    public string? TimeZone { get; init; }
}
