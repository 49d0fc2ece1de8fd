namespace Notifications.Webhooks.Authentication;

/// <summary>A token, or what its lack means for the delivery.</summary>
internal readonly record struct TokenAnswer(AccessToken? Token, DeliveryResult? Failure);
