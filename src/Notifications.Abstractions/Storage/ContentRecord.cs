namespace Notifications.Storage;

/// <summary>Rendered content that one or more deliveries of a fan-out refer to. Immutable.</summary>
/// <param name="Id">Its number; deliveries carry it.</param>
/// <param name="Content">The content.</param>
public sealed record ContentRecord(long Id, NotificationContent Content);
