namespace Notifications.Storage;

/// <summary>A use of an idempotency key.</summary>
/// <param name="TenantId">The tenant, or empty.</param>
/// <param name="Key">The key.</param>
/// <param name="BodyHash">A hash of the content, to tell a repetition from a conflict.</param>
/// <param name="IdText">The id that the first call was answered with.</param>
/// <param name="ExpiresAt">When the key may be used anew.</param>
public readonly record struct IdempotencyClaim(string TenantId, string Key, string BodyHash, string IdText, DateTimeOffset ExpiresAt);
