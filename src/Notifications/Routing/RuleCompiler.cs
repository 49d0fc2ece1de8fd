using Notifications.Configuration;
using Notifications.EventTypes;
using Notifications.Expressions;
using Notifications.Routing.Conditions;

namespace Notifications.Routing;

/// <summary>Compiles documents into a rule set. What is wrong goes to the errors, all of it; the set is usable only when there are none.</summary>
internal static class RuleCompiler
{
    public const int MaxPatterns = 1_000;
    public const int MaxMatchers = 100;

    /// <summary>Compiles.</summary>
    /// <param name="documents">The rules, with distinct names.</param>
    /// <param name="eventTypes">The event types of <c>On&lt;T&gt;</c>.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="knownTypes">What is registered of event types; what conditions read is compared with it. Default: nothing.</param>
    public static RuleSet Compile(IEnumerable<RuleDocument> documents, EventTypeRegistry eventTypes, ErrorList errors, EventTypeSet? knownTypes = null)
    {
        var ordered = documents.ToArray();
        Array.Sort(ordered, static (a, b) => a.Priority != b.Priority ? a.Priority.CompareTo(b.Priority) : string.CompareOrdinal(a.Name, b.Name));
        var rules = new CompiledRule[ordered.Length];
        for (var i = 0; i < rules.Length; i++)
            rules[i] = Compile(ordered[i], i, eventTypes, knownTypes ?? EventTypeSet.Empty, errors);
        return new RuleSet(rules);
    }

    private static CompiledRule Compile(RuleDocument document, int ordinal, EventTypeRegistry eventTypes, EventTypeSet knownTypes, ErrorList errors) => new()
    {
        Name = document.Name,
        Ordinal = ordinal,
        Conditions = CompileConditions(document, $"Rules:{document.Name}", eventTypes, RuleMembers.Of(document, knownTypes, eventTypes), errors),
        Targets = CompiledTarget.Freeze(document.Targets, $"Rules:{document.Name}:Targets", errors),
        Fallback = CompiledTarget.Freeze(document.Fallback, $"Rules:{document.Name}:Fallback", errors),
        IsEnabled = document.Enabled,
        IsCatchAll = document.IsCatchAll,
        Stop = document.Stop,
        Mode = document.Mode,
        DeliveryPriority = document.DeliveryPriority,
        Category = document.Category,
        Template = document.Template,
        TemplateVariables = LabelSet.From((Dictionary<string, string>)document.TemplateVariables),
        Actions = [.. document.Actions],
        Debounce = document.Debounce is { Enabled: true } debounce ? debounce : null,
        Batch = document.Batch,
        Schedule = document.Schedule is { } schedule ? ScheduleCompiler.Compile(schedule, $"Rules:{document.Name}:Schedule", errors) : null,
        Deduplicate = document.Deduplicate,
    };

    /// <summary>Compiles what a document states of events; also for what is no rule.</summary>
    public static RuleConditions CompileConditions(RuleDocument document, string path, EventTypeRegistry eventTypes, RuleMembers? members, ErrorList errors)
    {
        var entry = document.Typed is { } typed ? eventTypes.Find(typed.ClrType) : null;
        byte statuses = 0;
        foreach (var status in document.Statuses)
            statuses |= (byte)(1 << (int)status);
        return new RuleConditions
        {
            Types = PatternCompiler.Types(document, entry?.Name, path, errors),
            MinSeverity = document.MinSeverity,
            Statuses = statuses == 0 ? RuleConditions.AnyStatus : statuses,
            Sources = PatternCompiler.Sources(document, path, errors),
            TenantId = document.TenantId,
            Matchers = CompileMatchers(document, path, errors),
            Condition = document.Condition is { } json ? ConditionParser.Parse(json, $"{path}:Condition", errors, members) : null,
            Expression = document.Expression is { } expression ? EventExpressions.Compile(expression, CelType.Bool, $"{path}:When", errors, members) : null,
            Predicate = document.Predicate,
            Typed = document.Typed is { Predicate: not null } condition ? new TypedPredicate(condition, entry?.Contract) : null,
            ValidFromTicks = document.ValidFrom?.UtcTicks ?? long.MinValue,
            ValidUntilTicks = document.ValidUntil?.UtcTicks ?? long.MaxValue,
        };
    }

    private static LabelMatcher[]? CompileMatchers(RuleDocument document, string path, ErrorList errors)
    {
        if (document.Matchers.Count == 0)
            return null;
        if (document.Matchers.Count > MaxMatchers)
            errors.Add($"{path}:Matchers", $"{document.Matchers.Count:N0} matchers, at most {MaxMatchers} are allowed; split the rule or use expressions");
        List<LabelMatcher> matchers = [];
        for (var i = 0; i < document.Matchers.Count; i++)
        {
            if (LabelMatcherParser.TryParse(document.Matchers[i], out var matcher, out var error))
                matchers.Add(matcher);
            else
                errors.Add($"{path}:Matchers:{i}", error);
        }

        return [.. matchers];
    }
}
