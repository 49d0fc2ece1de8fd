namespace Notifications.Publishing;

/// <summary>What an event holds while it is planned and committed.</summary>
/// <param name="Stripe">The stripe of what it is about, entered; null when nothing about that is kept.</param>
/// <param name="Identity">What it is about; empty without a stripe.</param>
/// <param name="IsTracked">What was told about it is remembered.</param>
/// <param name="Holds">It may hold the stripe or batches, and gives them back.</param>
internal readonly record struct EventTurn(IdentityStripe? Stripe, EventIdentity Identity, bool IsTracked, bool Holds);
