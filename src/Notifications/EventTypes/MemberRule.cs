using Notifications.Configuration;
using Notifications.JsonSchema;
using Notifications.Spelling;

namespace Notifications.EventTypes;

/// <summary>Whether something can be read at a place of an event's data.</summary>
internal static class MemberRule
{
    /// <summary>What is wrong where no data that matches has the member; null when it is declared or not known.</summary>
    public static string? FindProblem(string type, CompiledSchema schema, IReadOnlyList<string> path)
    {
        var member = schema.Find(path);
        return member.Kind == SchemaMemberKind.Missing ? Describe($"the data of '{type}' has no", path, member) : null;
    }

    /// <summary>What may be wrong where the schema names others and is open for more.</summary>
    public static string? FindDoubt(string type, CompiledSchema schema, IReadOnlyList<string> path)
    {
        var member = schema.Find(path);
        return member.Kind == SchemaMemberKind.Undeclared ? Describe($"the schema of '{type}' does not declare", path, member) : null;
    }

    private static string Describe(string what, IReadOnlyList<string> path, in SchemaMember member)
    {
        var name = string.Join('.', path.Take(member.Known + 1));
        var hint = member.Siblings.Count == 0 ? "there is nothing to read there" : Suggestion.Hint(path[member.Known], member.Siblings, "names");
        return $"{what} '{name}'; {hint}";
    }
}
