using System.Text.Json;

namespace Notifications.JsonSchema.Tests.Suite;

/// <summary>
/// The official suite (json-schema-org/JSON-Schema-Test-Suite), which no package brings: run it with <c>-explicit only</c> and its folder in
/// <c>JSON_SCHEMA_TEST_SUITE</c>. The comparison with ajv is what every run has.
/// </summary>
public sealed class OfficialSuiteTests(ITestOutputHelper output)
{
    // References to other documents, dynamic ones, vocabularies: what is not supported, and said so at start.
    private static readonly string[] s_notSupported = ["refRemote.json", "dynamicRef.json", "vocabulary.json"];

    [Fact(Explicit = true)]
    public void Check_DraftOf2020_AnswersAsTheSuiteSays()
    {
        var folder = Environment.GetEnvironmentVariable("JSON_SCHEMA_TEST_SUITE");
        folder.ShouldNotBeNull("set JSON_SCHEMA_TEST_SUITE to a checkout of the suite");
        var (passed, wrong, refused) = (0, new List<string>(), new List<string>());
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "tests", "draft2020-12"), "*.json").Order(StringComparer.Ordinal))
        {
            if (s_notSupported.Contains(Path.GetFileName(file)))
                continue;
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var group in document.RootElement.EnumerateArray())
            {
                var name = $"{Path.GetFileName(file)}: {group.GetProperty("description").GetString()}";
                if (!CompiledSchema.TryCompile(group.GetProperty("schema").GetRawText(), out var schema, out var problems))
                {
                    refused.Add($"{name}: {problems[0]}");
                    continue;
                }

                foreach (var test in group.GetProperty("tests").EnumerateArray())
                {
                    var data = test.GetProperty("data");
                    var isValid = test.GetProperty("valid").GetBoolean();
                    if (schema.IsMatch(data) == isValid && schema.Check(data).Count == 0 == isValid)
                        passed++;
                    else
                        wrong.Add($"{name}: {test.GetProperty("description").GetString()}");
                }
            }
        }

        output.WriteLine($"{passed} passed, {wrong.Count} wrong, {refused.Count} groups refused");
        foreach (var line in wrong.Concat(refused))
            output.WriteLine(line);
        wrong.ShouldBeEmpty();
    }
}
