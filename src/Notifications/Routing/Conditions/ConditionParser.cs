using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Notifications.Configuration;
using Notifications.EventTypes;

namespace Notifications.Routing.Conditions;

/// <summary>Compiles a JSON condition, once. Collects all its errors, each with the place inside the tree.</summary>
internal sealed class ConditionParser
{
    public const int MaxBytes = 64 * 1024;
    public const int MaxDepth = 32;
    public const int MaxNodes = 1_000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private readonly string _path;
    private readonly ErrorList _errors;
    private readonly RuleMembers? _members;
    private int _nodes;

    private ConditionParser(string path, ErrorList errors, RuleMembers? members)
    {
        _members = members;
        _path = path;
        _errors = errors;
    }

    /// <summary>Compiles, or adds what is wrong to the errors.</summary>
    public static Condition? Parse([StringSyntax(StringSyntaxAttribute.Json)] string json, string path, ErrorList errors, RuleMembers? members = null)
    {
        if (json.Length > MaxBytes)
        {
            errors.Add(path, $"the condition has {json.Length:N0} characters, at most {MaxBytes:N0} are allowed; split the rule");
            return null;
        }

        var before = errors.Count;
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(json), Options);
            var condition = new ConditionParser(path, errors, members).Tree(document.RootElement, "$");
            return errors.Count == before ? condition : null;
        }
        catch (JsonException e)
        {
            errors.Add(path, $"the condition is no JSON of at most {MaxDepth} levels: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            errors.Add(path, "the condition holds a text that is not valid Unicode, a lone surrogate; remove it");
        }

        return null;
    }

    private Condition? Tree(JsonElement element, string at)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return Fail(at, $"expected an object such as {{\"data.amount\": {{\"gt\": 1000}}}}, found {Describe(element)}");
        List<Condition> parts = [];
        var complete = true;
        var any = false;
        foreach (var property in element.EnumerateObject())
        {
            any = true;
            var inner = $"{at}.{property.Name}";
            var part = property.Name switch
            {
                "all" or "any" => List(property, inner),
                "not" => Tree(property.Value, inner) is { } negated ? new NotCondition(negated) : null,
                _ => Leaf(property, inner),
            };
            if (part is null)
                complete = false;
            else
                parts.Add(part);
        }

        if (!any)
            return Fail(at, "the object is empty; write a path and a value, or leave the condition out");
        return complete ? Join(parts) : null;
    }

    private Condition? List(JsonProperty property, string at)
    {
        if (property.Value.ValueKind != JsonValueKind.Array || property.Value.GetArrayLength() == 0)
            return Fail(at, $"'{property.Name}' takes a list of at least one condition, found {Describe(property.Value)}");
        List<Condition> parts = [];
        var index = 0;
        foreach (var item in property.Value.EnumerateArray())
        {
            if (Tree(item, $"{at}[{index++}]") is { } part)
                parts.Add(part);
        }

        return parts.Count < index ? null : property.Name == "all" ? Join(parts) : new AnyCondition([.. parts]);
    }

    private Condition? Leaf(JsonProperty property, string at)
    {
        if (!PathParser.TryParse(property.Name, out var path, out var error))
            return Fail(at, error);
        if (path.Root == PathRoot.Data && _members?.FindProblem(property.Name.Split('.')[1..]) is { } missing)
            return Fail(at, missing);
        if (property.Value.ValueKind != JsonValueKind.Object)
            return Compile(path, "eq", property.Value, at);
        List<Condition> parts = [];
        var count = 0;
        foreach (var comparison in property.Value.EnumerateObject())
        {
            count++;
            if (Compile(path, comparison.Name, comparison.Value, $"{at}.{comparison.Name}") is { } part)
                parts.Add(part);
        }

        return count == 0 ? Fail(at, $"the object is empty; write one of {ComparisonCompiler.Names}") : parts.Count < count ? null : Join(parts);
    }

    private Condition? Compile(EventPath path, string name, JsonElement operand, string at)
    {
        if (++_nodes > MaxNodes)
            return _nodes == MaxNodes + 1 ? Fail(at, $"the condition has more than {MaxNodes:N0} comparisons; use 'in', or split the rule") : null;
        return ComparisonCompiler.TryCompile(path, name, operand, out var condition, out var error) ? condition : Fail(at, error);
    }

    private Condition? Fail(string at, string message)
    {
        _errors.Add(_path, $"at {at}: {message}");
        return null;
    }

    private static Condition Join(List<Condition> parts) => parts.Count == 1 ? parts[0] : new AllCondition([.. parts]);

    private static string Describe(JsonElement element)
    {
        var text = element.GetRawText();
        return text.Length > 40 ? text[..40] + "…" : text;
    }
}
