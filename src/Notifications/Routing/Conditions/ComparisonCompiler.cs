using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Notifications.Configuration;
using Notifications.Spelling;

namespace Notifications.Routing.Conditions;

/// <summary>Compiles one comparison of a path.</summary>
internal static class ComparisonCompiler
{
    public const string Names = "eq, ne, lt, le, gt, ge, in, exists, matches";
    public const int MaxValues = 1_000;

    private static readonly string[] Known = Names.Split(", ");

    public static bool TryCompile(
        EventPath path, string name, JsonElement operand, [NotNullWhen(true)] out Condition? condition, [NotNullWhen(false)] out string? error)
    {
        (condition, error) = name switch
        {
            "eq" => Compare(path, CompareOperator.Eq, operand),
            "ne" => Compare(path, CompareOperator.Ne, operand),
            "lt" => Compare(path, CompareOperator.Lt, operand),
            "le" => Compare(path, CompareOperator.Le, operand),
            "gt" => Compare(path, CompareOperator.Gt, operand),
            "ge" => Compare(path, CompareOperator.Ge, operand),
            "in" => In(path, operand),
            "exists" => Exists(path, operand),
            "matches" => Matches(path, operand),
            _ => (null, $"'{name}' is no comparison; {Suggestion.Hint(name, Known, "comparisons")}"),
        };
        return condition is not null;
    }

    private static (Condition?, string?) Compare(EventPath path, CompareOperator comparison, JsonElement operand)
    {
        if (operand.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            return (null, $"takes a text, number, truth value or null, found {operand.ValueKind}; for several values use 'in'");
        if (comparison > CompareOperator.Ne && operand.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            return (null, $"an order needs a number or a text, found {operand.GetRawText()}");
        if (path.Root is PathRoot.Severity or PathRoot.Status)
            return RankRule.Compile(path.Root == PathRoot.Severity, comparison, [operand]);
        return (new CompareCondition(path, comparison, new Constant(operand)), null);
    }

    private static (Condition?, string?) In(EventPath path, JsonElement operand)
    {
        if (operand.ValueKind != JsonValueKind.Array || operand.GetArrayLength() is 0 or > MaxValues)
            return (null, $"'in' takes a list of 1 to {MaxValues:N0} values");
        var values = operand.EnumerateArray().ToArray();
        if (Array.Exists(values, static v => v.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
            return (null, "'in' takes texts, numbers, truth values and null; no objects and no lists");
        if (path.Root is PathRoot.Severity or PathRoot.Status)
            return RankRule.Compile(path.Root == PathRoot.Severity, CompareOperator.Eq, values);
        return (new InCondition(path, Array.ConvertAll(values, static v => new Constant(v))), null);
    }

    // From configuration all values come as texts.
    private static (Condition?, string?) Exists(EventPath path, JsonElement operand) => operand.ValueKind switch
    {
        JsonValueKind.True => (new ExistsCondition(path, true), null),
        JsonValueKind.False => (new ExistsCondition(path, false), null),
        JsonValueKind.String when bool.TryParse(operand.GetString(), out var expected) => (new ExistsCondition(path, expected), null),
        _ => (null, $"'exists' takes true or false, found {operand.GetRawText()}"),
    };

    private static (Condition?, string?) Matches(EventPath path, JsonElement operand)
    {
        if (operand.ValueKind != JsonValueKind.String)
            return (null, $"'matches' takes an expression as text, found {operand.GetRawText()}");
        return AnchoredRegex.TryCompile(operand.GetString()!, out var regex, out var error) ? (new MatchesCondition(path, regex), null) : (null, error);
    }
}
