namespace Notifications.Conformance.Channels;

/// <summary>One message as the provider's side got it.</summary>
/// <param name="Body">What was sent, without what is made for each attempt (signatures, timestamps).</param>
/// <param name="IdempotencyKey">The key that came with it; null for a provider that takes none.</param>
public sealed record ProviderCall(string Body, string? IdempotencyKey = null);
