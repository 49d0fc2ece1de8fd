namespace Notifications.Suppression.Inhibition;

/// <summary>Where an alert stands as a source.</summary>
/// <param name="Group">With what it is equal.</param>
/// <param name="Slot">Which source of the inhibition it is.</param>
/// <param name="IsTarget">Whether it is a target of the inhibition too.</param>
/// <param name="Entry">What stands there.</param>
internal readonly record struct SourcePlace(InhibitionGroup Group, int Slot, bool IsTarget, SourceEntry Entry);
