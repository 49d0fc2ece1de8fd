namespace Notifications.Aggregation;

/// <summary>What a debouncer has to know of an event.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Severity">Its severity.</param>
public readonly record struct DebounceInput(NotificationStatus Status, Severity Severity);
