using System.Text;
using System.Text.Json;
using Notifications.JsonSchema.Compilation;
using Notifications.JsonSchema.Evaluation;
using Notifications.JsonSchema.Text;

namespace Notifications.JsonSchema;

/// <summary>A JSON Schema (draft 2020-12), checked and compiled. Immutable and safe for all threads.</summary>
/// <remarks>
/// <para>All keywords of <see href="https://json-schema.org/draft/2020-12/json-schema-validation"/> but <c>$dynamicRef</c>, <c>$dynamicAnchor</c>, <c>$vocabulary</c> and
/// a <c>$id</c> below the top; <c>format</c> and the <c>content…</c> keywords say something to people and are not checked. What is not supported is a problem, and never ignored; names that start with <c>x-</c> are free.</para>
/// <para>Bounds: 256 KiB of text, 64 levels, 10,000 subschemas at places (pointers) of 2,000 characters, 200 patterns of 1,000 characters; references stay within the schema, nothing is ever fetched; patterns run in
/// time linear in the text; a check takes at most 1,000,000 steps and 256 schemas within one another, a question about a path 100,000 and 256: what it does not come to may be anything.</para>
/// </remarks>
public sealed class CompiledSchema
{
    private readonly SchemaNode _root;

    private CompiledSchema(string json, SchemaNode root)
    {
        Json = json;
        _root = root;
    }

    /// <summary>The schema as it was written.</summary>
    public string Json { get; }

    /// <summary>Compiles a schema, or says all that is wrong with it.</summary>
    /// <param name="json">The schema as JSON.</param>
    /// <param name="schema">What checks; null where there are problems.</param>
    /// <param name="problems">What is wrong, at most 20 in number; empty where there is a schema.</param>
    /// <returns>True when there is a schema. Never throws, whatever the text is.</returns>
    public static bool TryCompile(string json, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CompiledSchema? schema, out IReadOnlyList<SchemaProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(json);
        var root = SchemaCompiler.Compile(json, out problems);
        schema = root is null ? null : new CompiledSchema(json, root);
        return schema is not null;
    }

    /// <summary>Whether a value matches. Allocates nothing for most schemas.</summary>
    /// <param name="value">The value.</param>
    /// <returns>True when it matches; false also when the check took more steps than are allowed.</returns>
    public bool IsMatch(JsonElement value)
    {
        var evaluation = new Evaluator(0);
        return TryEvaluate(value, evaluation) && !evaluation.IsExhausted;
    }

    /// <summary>Says what does not match. Names members and limits, never a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="most">How many violations are looked for; at least 1.</param>
    /// <returns>The violations in order of the data; empty when it matches.</returns>
    public IReadOnlyList<SchemaViolation> Check(JsonElement value, int most = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (IsMatch(value))
            return [];
        var evaluation = new Evaluator(most);
        TryEvaluate(value, evaluation);
        return evaluation.Violations;
    }

    /// <summary>Says what the schema knows of a member, without a value.</summary>
    /// <param name="path">The names from the top; of a list its index.</param>
    /// <returns>Whether there can be such a member, and what there is instead.</returns>
    public SchemaMember Find(IReadOnlyList<string> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var isDeclared = true;
        var budget = new QueryBudget();
        for (var known = 0; known < path.Count; known++)
        {
            var here = new PathQuery(path, known, budget);
            _root.CollectNames(here, 0);
            isDeclared = here.Names.Contains(path[known]);
            var isMissing = _root.KindsAt(new PathQuery(path, known + 1, budget), 0) == JsonKinds.None;
            if (isMissing || (!isDeclared && here.Names.Count > 0 && !here.HasOthers))
                return new SchemaMember(isMissing ? SchemaMemberKind.Missing : SchemaMemberKind.Undeclared, known, [.. here.Names.Order(StringComparer.Ordinal)]);
        }

        return new SchemaMember(isDeclared ? SchemaMemberKind.Declared : SchemaMemberKind.Unknown, path.Count, []);
    }


    /// <summary>Says which types a member may have, without a value.</summary>
    /// <param name="path">The names from the top; of a list its index.</param>
    /// <returns>Names of types as <c>type</c> has them; empty when there can be no such member.</returns>
    public IReadOnlyList<string> FindTypes(IReadOnlyList<string> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var kinds = _root.KindsAt(new PathQuery(path, path.Count, new QueryBudget()), 0);
        return [.. KindNames.Names.Where(name => KindNames.TryFind(name, out var kind) && (kinds & kind) == kind)];
    }

    private bool TryEvaluate(in JsonElement value, Evaluator evaluator)
    {
        try
        {
            return _root.Evaluate(value, evaluator, null);
        }
        catch (InvalidOperationException)
        {
            // The framework's answer to half a surrogate pair in an escape.
            return evaluator.Report("limit", "has a text that is no valid Unicode: cut text between characters, not within one");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetByteCount(Json) + " bytes of schema";
}
