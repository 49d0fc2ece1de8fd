namespace Notifications.Slack;

/// <summary>What a pressed button says, as it was signed when its message was made.</summary>
/// <param name="Name">What to do: the <see cref="NotificationAction.Name"/>.</param>
/// <param name="Value">Its value; null when it has none.</param>
/// <param name="DeliveryId">The delivery whose message it was.</param>
/// <param name="CorrelationKey">The thing that the message was about; null when it had no key.</param>
/// <param name="TenantId">The tenant of the event; null when it had none.</param>
/// <param name="ExpiresAt">Until when it may be pressed.</param>
public sealed record SlackAction(string Name, string? Value, string DeliveryId, string? CorrelationKey, string? TenantId, DateTimeOffset ExpiresAt);
