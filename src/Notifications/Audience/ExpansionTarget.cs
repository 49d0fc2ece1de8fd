namespace Notifications.Audience;

/// <summary>Somebody to be found.</summary>
/// <param name="Channel">The channel; null for all on which the recipient has an address.</param>
/// <param name="Recipient">Who.</param>
internal readonly record struct ExpansionTarget(string? Channel, Recipient Recipient);
