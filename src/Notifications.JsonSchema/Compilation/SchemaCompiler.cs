using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Notifications.JsonSchema.Evaluation;
using Notifications.JsonSchema.Keywords;
using Notifications.JsonSchema.Text;

namespace Notifications.JsonSchema.Compilation;

/// <summary>Compiles a schema: reads all of it, follows references within it, and proves that no check can go round in circles.</summary>
internal sealed class SchemaCompiler
{
    private const int MaxBytes = 256 * 1024;
    private const int MaxDepth = 64;
    private const int MaxNodes = 10_000;
    private const int MaxPatterns = 200;
    private const int MaxPointer = 2_000;

    private readonly JsonElement _document;
    private readonly ProblemList _problems;
    private readonly Dictionary<string, SchemaNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _anchors = new(StringComparer.Ordinal);
    private readonly List<(RefKeyword Keyword, string Reference, string Pointer)> _references = [];
    private readonly Dictionary<string, LinearPattern> _patterns = new(StringComparer.Ordinal);
    private string? _id;
    private bool _hasTooMany;

    private SchemaCompiler(JsonElement document, ProblemList problems) => (_document, _problems) = (document, problems);

    public static SchemaNode? Compile(string json, out IReadOnlyList<SchemaProblem> problems)
    {
        var list = new ProblemList(json);
        problems = list.All;
        if (json.Length > MaxBytes || Encoding.UTF8.GetByteCount(json) > MaxBytes)
        {
            list.Add(string.Empty, $"the schema has more than {MaxBytes:N0} bytes: describe less of the data, or split the event type");
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            var compiler = new SchemaCompiler(document.RootElement.Clone(), list);
            var root = compiler.Node(compiler._document, string.Empty);
            compiler.Resolve();
            if (list.Count == 0)
                CycleRule.Check(compiler._nodes.Values, list);
            return list.Count == 0 ? root : null;
        }
        catch (JsonException error)
        {
            list.Add(error);
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // The framework's answer to half a surrogate pair, written out or as an escape.
            list.Add(string.Empty, "the schema has a text that is no valid Unicode: cut text between characters, not within one");
            return null;
        }
    }

    /// <summary>The node of a subschema, made at the first call.</summary>
    public SchemaNode Node(JsonElement element, string pointer)
    {
        if (_nodes.TryGetValue(pointer, out var known))
            return known;
        var node = new SchemaNode(pointer) { IsNever = element.ValueKind == JsonValueKind.False };

        // What is too much is neither kept nor read below: its pointers would grow with every level that is.
        if (pointer.Length > MaxPointer)
        {
            _problems.Add(pointer[..pointer.LastIndexOf('/', MaxPointer)], $"has a subschema at a place whose names have more than {MaxPointer:N0} characters: use shorter names");
            return node;
        }

        if (_nodes.Count >= MaxNodes)
        {
            if (!_hasTooMany)
                _problems.Add(pointer, $"there are more than {MaxNodes:N0} subschemas: describe less of the data");
            _hasTooMany = true;
            return node;
        }

        _nodes.Add(pointer, node);
        if (element.ValueKind == JsonValueKind.Object)
        {
            new KeywordReader(this, _problems, element, node).Read();
        }
        else if (element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            _problems.Add(pointer, "is no schema: write an object, true or false");
        }

        return node;
    }

    public void SetId(string id, string pointer)
    {
        if (pointer.Length > 0)
            _problems.Add($"{pointer}/$id", "'$id' is supported at the top only: use '$anchor', or '$ref' with a pointer");
        else
            _id = id.TrimEnd('#');
    }

    public void AddAnchor(string name, string pointer)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAny("#/% \t") || !_anchors.TryAdd(name, pointer))
            _problems.Add($"{pointer}/$anchor", $"'{JsonPointer.Show(name)}' is no name, or is used twice");
    }

    public void AddReference(RefKeyword keyword, string reference, string pointer) => _references.Add((keyword, reference, pointer));

    public bool TryCompilePattern(string source, [NotNullWhen(true)] out LinearPattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        if (_patterns.TryGetValue(source, out pattern))
            return true;
        if (_patterns.Count == MaxPatterns)
            problem = $"there are more than {MaxPatterns} different ones";
        else if (LinearPattern.TryCompile(source, out pattern, out problem))
            _patterns.Add(source, pattern);
        return pattern is not null;
    }

    private void Resolve()
    {
        // A target that nobody has read yet may bring references of its own.
        for (var i = 0; i < _references.Count && !_problems.IsFull; i++)
        {
            var (keyword, reference, pointer) = _references[i];
            if (TargetOf(reference) is { } target && TryFind(target, out var element))
                keyword.Target = Node(element, target);
            else
                _problems.Add($"{pointer}/$ref", Problem(reference));
        }
    }

    private string Problem(string reference) => IsLocal(reference)
        ? $"'{JsonPointer.Show(reference)}' leads to nothing: write '#/$defs/NAME' with a name that is there"
        : $"'{JsonPointer.Show(reference)}' is somewhere else: only references within the schema are followed ('#/$defs/NAME'), nothing is ever fetched. Copy it into '$defs'";

    private bool IsLocal(string reference) => reference.StartsWith('#') || (_id is { Length: > 0 } && reference.StartsWith(_id, StringComparison.Ordinal));

    /// <summary>The pointer that a reference means; null when it means nothing here.</summary>
    private string? TargetOf(string reference)
    {
        if (_id is { Length: > 0 } && reference.StartsWith(_id, StringComparison.Ordinal))
            reference = reference[_id.Length..];
        if (reference.Length == 0)
            return string.Empty;
        if (reference[0] != '#')
            return null;
        var fragment = Uri.UnescapeDataString(reference[1..]);
        return fragment.Length == 0 || fragment[0] == '/' ? fragment : _anchors.GetValueOrDefault(fragment);
    }

    private bool TryFind(string pointer, out JsonElement element)
    {
        element = _document;
        foreach (var part in pointer.Split('/').Skip(1).Select(JsonPointer.Unescape))
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(part, out var member))
                element = member;
            else if (element.ValueKind == JsonValueKind.Array && int.TryParse(part, System.Globalization.CultureInfo.InvariantCulture, out var index) && index >= 0 && index < element.GetArrayLength())
                element = element[index];
            else
                return false;
        }

        return true;
    }
}
