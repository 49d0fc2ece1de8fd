namespace Notifications.Conformance.Channels;

/// <summary>One message as the provider's side got it.</summary>
/// <param name="Body">What was sent, without what is made for each attempt (signatures, timestamps).</param>
/// <param name="IdempotencyKey">The key that came with it; null for a provider that takes none.</param>
/// <param name="Recipients">Whom it is for, with commas between; null where one call is for one recipient.</param>
public sealed record ProviderCall(string Body, string? IdempotencyKey = null, string? Recipients = null);
