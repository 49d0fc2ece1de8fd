using System.Text.Json;

namespace Notifications.JsonSchema.Tests.Node;

/// <summary>Random schemas and values, answered by us and by npm <c>ajv</c> (draft 2020-12).</summary>
public sealed class AjvTests
{
    private static readonly NodeFolder Scripts = NodeFolder.Of("Node");
    private const int Schemas = 1_500;
    private const int ValuesPerSchema = 12;

    // Where ajv 8 is known to differ from the specification: how unevaluated… joins branches, and minContains of an empty list beside prefixItems.
    private static bool IsComparable(string schema) => !schema.Contains("unevaluated", StringComparison.Ordinal)
        && !(schema.Contains("minContains", StringComparison.Ordinal) && schema.Contains("prefixItems", StringComparison.Ordinal));

    [Fact]
    public async Task IsMatch_RandomSchemas_AnswersAsAjvDoes()
    {
        var cases = Enumerable.Range(0, Schemas).Select(static seed =>
        {
            var generator = new SchemaGenerator(seed);
            return (Schema: generator.Schema(3), Values: Enumerable.Range(0, ValuesPerSchema).Select(_ => generator.Value(3)).ToArray());
        }).Select(static c => (Schema: c.Schema.ToJsonString(), Values: c.Values.Select(static v => v?.ToJsonString() ?? "null").ToArray())).ToArray();
        var input = string.Join('\n', cases.Select(static c => "{\"schema\":" + c.Schema + ",\"values\":[" + string.Join(',', c.Values) + "]}"));
        var answers = (await Scripts.RunAsync(["ajv.mjs", Scripts.Path], input + "\n")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        answers.Length.ShouldBe(Schemas);

        List<string> differences = [];
        var (matches, compared) = (0, 0);
        for (var i = 0; i < cases.Length; i++)
        {
            var (schema, values) = cases[i];
            if (!CompiledSchema.TryCompile(schema, out var compiled, out var problems))
            {
                differences.Add($"refused: {schema}: {problems[0]}");
                continue;
            }

            for (var v = 0; v < values.Length && IsComparable(schema); v++)
            {
                var value = JsonDocument.Parse(values[v]).RootElement;
                var isMatch = compiled.IsMatch(value);
                (compiled.Check(value).Count == 0).ShouldBe(isMatch, schema + values[v]);
                compared++;
                matches += isMatch ? 1 : 0;
                if (answers[i][v] != (isMatch ? '1' : '0'))
                    differences.Add($"{schema} of {values[v]}: ours {isMatch}");
            }
        }

        differences.Take(10).ShouldBeEmpty($"{differences.Count} differ");
        compared.ShouldBeGreaterThan(10_000);
        matches.ShouldBeInRange(compared / 10, compared * 9 / 10);
    }
}
