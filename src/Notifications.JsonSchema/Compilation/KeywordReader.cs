using System.Text.Json;
using Notifications.JsonSchema.Evaluation;
using Notifications.JsonSchema.Keywords;
using Notifications.JsonSchema.Text;
using Notifications.Spelling;

namespace Notifications.JsonSchema.Compilation;

/// <summary>Reads the keywords of one schema. What it does not know is a problem.</summary>
internal sealed class KeywordReader(SchemaCompiler compiler, ProblemList problems, JsonElement schema, SchemaNode node)
{
    private const int MaxValues = 10_000;

    private readonly List<Keyword> _keywords = [];

    public void Read()
    {
        foreach (var member in schema.EnumerateObject())
            CheckName(member.Name);
        ReadCore();
        ReadValues();
        ReadObject();
        ReadList();
        ReadChoices();
        node.Complete(_keywords);
    }

    private void CheckName(string name)
    {
        if (KeywordNames.All.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal))
            return;
        Fail(name, KeywordNames.Unsupported.TryGetValue(name, out var instead)
            ? $"'{name}' is not supported: {instead}"
            : $"there is no keyword '{JsonPointer.Show(name)}': {Suggestion.Hint(name, KeywordNames.All, "keywords")} A name of your own starts with 'x-'");
    }

    private void ReadCore()
    {
        if (Text("$schema") is { } draft && draft.TrimEnd('#') != KeywordNames.Draft)
            Fail("$schema", $"'{JsonPointer.Show(draft)}' is not supported: write '{KeywordNames.Draft}', or leave it out");
        if (Text("$id") is { } id)
            compiler.SetId(id, node.Pointer);
        if (Text("$anchor") is { } anchor)
            compiler.AddAnchor(anchor, node.Pointer);
        if (Text("$ref") is { } reference)
        {
            var keyword = new RefKeyword();
            _keywords.Add(keyword);
            compiler.AddReference(keyword, reference, node.Pointer);
        }

        // These apply to nothing by themselves, but what is wrong in them is found.
        _ = SchemaMap("$defs");
        _ = SchemaMap("definitions");
        _ = Schema("contentSchema");
    }

    private void ReadValues()
    {
        if (Find("type", out var type))
            ReadType(type);
        if (Find("const", out var only))
            _keywords.Add(new EnumKeyword("const", [only]));
        if (Find("enum", out var values))
        {
            if (values.ValueKind == JsonValueKind.Array && values.GetArrayLength() is > 0 and <= MaxValues)
                _keywords.Add(new EnumKeyword("enum", values.EnumerateArray()));
            else
                Fail("enum", $"is no list of 1 to {MaxValues:N0} values");
        }

        foreach (var name in KeywordNames.Numbers)
        {
            if (!Find(name, out var limit))
                continue;
            if (limit.ValueKind == JsonValueKind.Number && (name != "multipleOf" || SchemaNumber.Of(limit).IsPositive))
                _keywords.Add(new NumberKeyword(name, SchemaNumber.Of(limit)));
            else
                Fail(name, name == "multipleOf" ? "is no number above 0" : "is no number");
        }

        foreach (var name in KeywordNames.Counts)
        {
            if (Count(name) is { } count)
                _keywords.Add(new CountKeyword(name, count));
        }

        if (Text("pattern") is { } pattern && Pattern(pattern, "pattern") is { } compiled)
            _keywords.Add(new PatternKeyword(compiled));
    }

    private void ReadType(JsonElement type)
    {
        var kinds = JsonKinds.None;
        foreach (var name in type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().ToArray() : [type])
        {
            if (name.ValueKind == JsonValueKind.String && KindNames.TryFind(name.GetString()!, out var kind))
                kinds |= kind;
            else
                Fail("type", $"{JsonPointer.Show(name.GetRawText())} is no type: write {string.Join(", ", KindNames.Names)}");
        }

        if (kinds != JsonKinds.None)
            _keywords.Add(new TypeKeyword(kinds));
        else if (type.ValueKind == JsonValueKind.Array && type.GetArrayLength() == 0)
            Fail("type", "is empty: name at least one type");
    }

    private void ReadObject()
    {
        if (Names("required", schema, node.Pointer) is { Length: > 0 } required)
            _keywords.Add(new RequiredKeyword(null, required));
        if (Find("dependentRequired", out var dependent))
        {
            foreach (var member in Members("dependentRequired", dependent))
                _keywords.Add(new RequiredKeyword(member.Name, Names(member.Name, dependent, $"{node.Pointer}/dependentRequired") ?? []));
        }

        var properties = SchemaMap("properties");
        var patterns = SchemaMap("patternProperties");
        var additional = Schema("additionalProperties");
        if (properties is not null || patterns is not null || additional is not null)
        {
            var compiled = (patterns ?? []).Select(p => (Pattern: Pattern(p.Key, $"patternProperties/{JsonPointer.Escape(p.Key)}"), Node: p.Value)).Where(static p => p.Pattern is not null);
            _keywords.Add(new PropertiesKeyword(properties ?? new(StringComparer.Ordinal), [.. compiled.Select(static p => (p.Pattern!, p.Node))], additional));
        }

        if (Schema("propertyNames") is { } names)
            _keywords.Add(new PropertyNamesKeyword(names));
        foreach (var (trigger, dependentSchema) in SchemaMap("dependentSchemas") ?? [])
            _keywords.Add(new DependentSchemaKeyword(trigger, dependentSchema));
        if (Schema("unevaluatedProperties") is { } others)
            _keywords.Add(new UnevaluatedPropertiesKeyword(node, others));
    }

    private void ReadList()
    {
        var prefix = SchemaList("prefixItems");
        var items = Schema("items");
        if (prefix is not null || items is not null)
            _keywords.Add(new ItemsKeyword(prefix ?? [], items));
        var (least, most) = (Count("minContains"), Count("maxContains"));
        if (Schema("contains") is { } contains)
            _keywords.Add(new ContainsKeyword(contains, least ?? 1, most ?? long.MaxValue));
        if (Find("uniqueItems", out var unique))
        {
            if (unique.ValueKind == JsonValueKind.True)
                _keywords.Add(new UniqueItemsKeyword());
            else if (unique.ValueKind != JsonValueKind.False)
                Fail("uniqueItems", "is neither true nor false");
        }

        if (Schema("unevaluatedItems") is { } others)
            _keywords.Add(new UnevaluatedItemsKeyword(others));
    }

    private void ReadChoices()
    {
        if (SchemaList("allOf") is { } all)
            _keywords.Add(new AllOfKeyword(all));
        if (SchemaList("anyOf") is { } any)
            _keywords.Add(new ChoiceKeyword(any, isOne: false));
        if (SchemaList("oneOf") is { } one)
            _keywords.Add(new ChoiceKeyword(one, isOne: true));
        if (Schema("not") is { } not)
            _keywords.Add(new NotKeyword(not));
        var (then, otherwise) = (Schema("then"), Schema("else"));
        if (Schema("if") is { } condition)
            _keywords.Add(new IfKeyword(condition, then, otherwise));
    }

    private bool Find(string name, out JsonElement value) => schema.TryGetProperty(name, out value);

    private string? Text(string name)
    {
        if (!Find(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Fail(name, "is no text");
        return null;
    }

    private long? Count(string name)
    {
        if (!Find(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= 0 && number <= long.MaxValue && decimal.Truncate(number) == number)
            return (long)number;
        Fail(name, "is no whole number of 0 or more");
        return null;
    }

    private LinearPattern? Pattern(string source, string at)
    {
        if (compiler.TryCompilePattern(source, out var pattern, out var problem))
            return pattern;
        problems.Add($"{node.Pointer}/{at}", $"the pattern {JsonPointer.Show(source)} cannot be used: {problem}");
        return null;
    }

    private string[]? Names(string name, JsonElement of, string pointer)
    {
        if (!of.TryGetProperty(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static n => n.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(static n => n.GetString()!)];
        problems.Add(JsonPointer.Append(pointer, name), "is no list of names");
        return null;
    }

    private SchemaNode? Schema(string name) => Find(name, out var value) ? compiler.Node(value, $"{node.Pointer}/{name}") : null;

    private SchemaNode[]? SchemaList(string name)
    {
        if (!Find(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
            return [.. value.EnumerateArray().Select((item, i) => compiler.Node(item, $"{node.Pointer}/{name}/{i}"))];
        Fail(name, "is no list of schemas");
        return null;
    }

    private Dictionary<string, SchemaNode>? SchemaMap(string name)
    {
        if (!Find(name, out var value))
            return null;
        var nodes = new Dictionary<string, SchemaNode>(StringComparer.Ordinal);
        foreach (var member in Members(name, value))
            nodes.Add(member.Name, compiler.Node(member.Value, JsonPointer.Append($"{node.Pointer}/{name}", member.Name)));
        return nodes;
    }

    private JsonProperty[] Members(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return [.. value.EnumerateObject()];
        Fail(name, "is no object");
        return [];
    }

    private void Fail(string name, string message) => problems.Add(JsonPointer.Append(node.Pointer, name), message);
}
