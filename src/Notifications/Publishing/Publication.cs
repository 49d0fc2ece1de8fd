using Notifications.Storage;

namespace Notifications.Publishing;

/// <summary>An event that is planned, and about to be committed.</summary>
/// <param name="Step">What it changes; it is given back with the answer.</param>
/// <param name="Event">The event.</param>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What its publisher is told when it is committed.</param>
/// <param name="Turn">What it holds until it is answered.</param>
/// <param name="Claim">Its claim of an idempotency key; empty without one.</param>
internal readonly record struct Publication(Step Step, NotificationEvent Event, NotificationId Id, PublishKind Kind, EventTurn Turn, IdempotencyClaim Claim);
