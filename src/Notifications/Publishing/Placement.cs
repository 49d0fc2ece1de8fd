using Notifications.Dispatch;
using Notifications.Policy;
using Notifications.Suppression;

namespace Notifications.Publishing;

/// <summary>Where a new delivery goes when its step is committed.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Chain">Its order chain; null when nothing is to be kept in order.</param>
/// <param name="Gate">The limit it waits for; null when it is within all of them.</param>
internal readonly record struct Placement(Delivery Delivery, ToldDestination? Chain, LimitGate? Gate);
