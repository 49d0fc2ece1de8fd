using Notifications.Configuration;
using Notifications.Routing;

namespace Notifications.Suppression.Holds;

/// <summary>Compiles selectors, so that the index of rules finds them.</summary>
internal static class SelectorCompiler
{
    private static readonly EventTypeRegistry NoTypes = new([]);
    private static readonly NotificationEvent Bare = new() { Type = "-" };

    /// <summary>Compiles.</summary>
    /// <param name="selector">The selector.</param>
    /// <param name="tenant">The tenant whose events it takes; null for all.</param>
    /// <param name="name">What it is called in errors.</param>
    /// <param name="ordinal">Its place in the set.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="isNarrow">It may not take what has none of its labels: a silence by <c>team!="x"</c> alone would silence nearly everything.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static CompiledRule Compile(EventSelector selector, string? tenant, string name, int ordinal, string path, bool isNarrow, ErrorList errors)
    {
        var before = errors.Count;
        var conditions = RuleCompiler.CompileConditions(
            new RuleDocument
            {
                EventTypes = selector.EventTypes,
                MinSeverity = selector.MinSeverity,
                Matchers = selector.Matchers,
                Expression = string.IsNullOrWhiteSpace(selector.Expression) ? null : selector.Expression,
                TenantId = tenant,
            }, path, NoTypes, null, errors);
        if (!Enum.IsDefined(selector.MinSeverity))
            errors.Add($"{path}:MinSeverity", $"'{selector.MinSeverity}' is not valid; write one of {string.Join(", ", Enum.GetNames<Severity>())}");
        if (errors.Count == before && TakesEverything(conditions, isNarrow))
            errors.Add(path, "the selector takes every event; state a matcher that does not match the empty text, an event type, a severity or an expression");
        return new CompiledRule { Name = name, Ordinal = ordinal, Conditions = conditions, Targets = [], Fallback = [] };
    }

    private static bool TakesEverything(RuleConditions conditions, bool isNarrow) =>
        conditions.Types is null && conditions.MinSeverity == Severity.Info && conditions.Expression is null
        && (conditions.Matchers is not { Length: > 0 } matchers || (isNarrow && Array.TrueForAll(matchers, static m => m.IsMatch(Bare))));
}
