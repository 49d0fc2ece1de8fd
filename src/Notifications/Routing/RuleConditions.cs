using Notifications.Expressions;
using Notifications.Routing.Conditions;

namespace Notifications.Routing;

/// <summary>All that a rule states of events, compiled. Everything that is not null must hold.</summary>
internal sealed class RuleConditions
{
    public const byte AnyStatus = byte.MaxValue;

    public TypePattern? Types { get; init; }

    public Severity MinSeverity { get; init; }

    /// <summary>One bit for each status.</summary>
    public byte Statuses { get; init; } = AnyStatus;

    public Glob[]? Sources { get; init; }

    public string? TenantId { get; init; }

    public LabelMatcher[]? Matchers { get; init; }

    public Condition? Condition { get; init; }

    public CelProgram<EventScope>? Expression { get; init; }

    public Func<NotificationEvent, bool>? Predicate { get; init; }

    public TypedPredicate? Typed { get; init; }

    public long ValidFromTicks { get; init; } = long.MinValue;

    public long ValidUntilTicks { get; init; } = long.MaxValue;

    /// <summary>The cheap comparisons first, the host's own code last. May throw.</summary>
    /// <param name="error">Why the expression failed, and counts as false; null when it did not.</param>
    public bool Hold(NotificationEvent notificationEvent, long nowTicks, ref object? typed, out CelError? error)
    {
        error = null;
        if (notificationEvent.Severity < MinSeverity || (Statuses >> (int)notificationEvent.Status & 1) == 0
            || nowTicks < ValidFromTicks || nowTicks >= ValidUntilTicks)
        {
            return false;
        }

        return (TenantId is null || string.Equals(TenantId, notificationEvent.TenantId, StringComparison.Ordinal))
            && (Types is null || Types.IsMatch(notificationEvent.Type))
            && (Sources is null || IsFrom(notificationEvent.Source ?? string.Empty))
            && (Matchers is null || LabelsMatch(notificationEvent))
            && (Condition is null || Condition.Holds(notificationEvent))
            && (Expression is null || Expression.EvaluateBool(new EventScope(notificationEvent, nowTicks), out error))
            && (Typed is null || Typed.Holds(notificationEvent, ref typed))
            && (Predicate is null || Predicate(notificationEvent));
    }

    private bool IsFrom(string source)
    {
        foreach (var glob in Sources!)
        {
            if (glob.IsMatch(source))
                return true;
        }

        return false;
    }

    private bool LabelsMatch(NotificationEvent notificationEvent)
    {
        foreach (var matcher in Matchers!)
        {
            if (!matcher.IsMatch(notificationEvent))
                return false;
        }

        return true;
    }
}
