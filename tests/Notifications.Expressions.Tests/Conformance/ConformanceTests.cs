using System.Text;
using System.Text.Json;

namespace Notifications.Expressions.Tests.Conformance;

/// <summary>The public conformance suite of CEL (google/cel-spec, as npm carries it).</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    // The others test extensions that this library does not have, or protobuf alone; the run prints them all the same.
    private static readonly string[] s_supported =
    [
        "basic", "comparisons", "conversions", "fields", "fp_math", "integer_math", "lists", "logic", "macros", "namespace", "parse", "plumbing", "string",
        "string_ext", "timestamps",
    ];

    private static readonly NodeFolder s_scripts = NodeFolder.Of("Node");

    [Fact]
    public async Task Run_PublicSuite_NothingFailsInSupportedFiles()
    {
        using var suite = await LoadAsync();
        var table = new StringBuilder("file                 passed  not applicable  failed\n");
        var failures = new List<string>();
        var seen = new List<string>();
        foreach (var file in suite.RootElement.EnumerateArray())
        {
            var name = file.GetProperty("name").GetString()!;
            var (passed, notApplicable, failed) = (0, 0, 0);
            foreach (var test in file.GetProperty("tests").EnumerateArray().Select(static t => new ConformanceCase(t)))
            {
                if (test.NeedsProtobuf())
                {
                    notApplicable++;
                }
                else if (test.Run() is { } reason)
                {
                    failed++;
                    if (s_supported.Contains(name))
                        failures.Add($"{name}/{test.Name}: {test.Source} {reason}");
                }
                else
                {
                    passed++;
                }
            }

            seen.Add(name);
            table.Append($"{name,-20} {passed,6} {notApplicable,15} {failed,7}{(s_supported.Contains(name) ? "" : "  (not supported)")}\n");
        }

        output.WriteLine(table.ToString());
        Console.WriteLine(table);
        s_supported.Except(seen).ShouldBeEmpty();
        failures.ShouldBeEmpty();
    }

    private static async Task<JsonDocument> LoadAsync()
    {
        var file = Path.Combine(s_scripts.Path, "conformance.json");
        if (!File.Exists(file))
            await s_scripts.RunAsync(["dump-conformance.mjs", s_scripts.Path, file]);
        return JsonDocument.Parse(await File.ReadAllBytesAsync(file));
    }
}
