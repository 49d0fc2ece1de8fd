using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Handmade;

/// <summary>A rule as a developer writes it by hand: a type or the beginning of one, a severity, perhaps a condition.</summary>
internal sealed class HandmadeRule(string pattern, Severity minSeverity, Func<NotificationEvent, bool>? condition, Tally target)
{
    private readonly string? _prefix = pattern.EndsWith('*') ? pattern[..^1] : null;

    public Tally Target => target;

    public bool IsMatch(NotificationEvent e) =>
        e.Severity >= minSeverity
        && (_prefix is null ? string.Equals(e.Type, pattern, StringComparison.Ordinal) : e.Type.StartsWith(_prefix, StringComparison.Ordinal))
        && (condition is null || condition(e));
}
