namespace Notifications.Aggregation;

/// <summary>What is remembered of a debounce key: from its first event until nothing is held and the wait is over.</summary>
/// <param name="IsCooldown">In the cooldown after an aggregate; else in the window after the first.</param>
/// <param name="EndsAt">When the window or cooldown ends.</param>
/// <param name="Held">Events that wait to be summarised, exact.</param>
/// <param name="Status">The status that was told last.</param>
/// <param name="Severity">The highest severity that was told.</param>
public readonly record struct DebounceEpisode(bool IsCooldown, DateTimeOffset EndsAt, int Held, NotificationStatus Status, Severity Severity);
