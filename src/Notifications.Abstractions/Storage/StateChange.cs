namespace Notifications.Storage;

/// <summary>A change to a keyed state.</summary>
/// <param name="State">The state with its new values and the new <see cref="KeyedState.Version"/>: one more than the stored one, 1 for a new state.</param>
/// <param name="Kind">What happens to it.</param>
public readonly record struct StateChange(KeyedState State, ChangeKind Kind);
