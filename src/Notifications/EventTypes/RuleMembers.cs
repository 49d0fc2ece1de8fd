using Notifications.Configuration;
using Notifications.JsonSchema;

namespace Notifications.EventTypes;

/// <summary>What is known of the data of all events that a rule takes: only where it names their types exactly, and each of them has a schema.</summary>
internal sealed class RuleMembers
{
    private readonly List<CompiledEventType> _types;

    private RuleMembers(List<CompiledEventType> types) => _types = types;

    /// <summary>The types that the rule names; null where anything may come.</summary>
    public static RuleMembers? Of(RuleDocument rule, EventTypeSet types, EventTypeRegistry clrTypes)
    {
        if (types.IsEmpty || rule.Domains.Count > 0)
            return null;
        IEnumerable<string> names = rule.EventTypes;
        if (rule.Typed is { } typed)
            names = names.Append(clrTypes.Find(typed.ClrType).Name);
        List<CompiledEventType> found = [];
        foreach (var name in names)
        {
            if (name.AsSpan().ContainsAny('*', '?') || types.Find(name) is not { Schema: not null } type)
                return null;
            found.Add(type);
        }

        return found.Count == 0 ? null : new RuleMembers(found);
    }

    /// <summary>What is wrong where none of the events can have the member.</summary>
    public string? FindProblem(IReadOnlyList<string> path)
    {
        string? first = null;
        foreach (var type in _types)
        {
            if (MemberRule.FindProblem(type.Document.Name, type.Schema!, path) is not { } problem)
                return null;
            first ??= problem;
        }

        return first;
    }

    /// <summary>What may be wrong where one of the schemas names others and is open for more.</summary>
    public string? FindDoubt(IReadOnlyList<string> path)
    {
        foreach (var type in _types)
        {
            if (type.Schema!.Find(path).Kind is SchemaMemberKind.Declared or SchemaMemberKind.Unknown)
                return null;
        }

        return MemberRule.FindDoubt(_types[0].Document.Name, _types[0].Schema!, path);
    }
}
