using System.Globalization;
using System.Text.Json;

namespace Notifications.Expressions.Tests.Fuzzing;

/// <summary>Random expressions, evaluated here and by the CEL of npm. What may differ is listed in <c>docs/concepts/expressions.md</c>.</summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private static readonly int s_count = Setting("NOTIFICATIONS_CEL_FUZZ", 5_000);
    private static readonly NodeFolder s_scripts = NodeFolder.Of("Node");
    private static readonly int s_seed = Setting("NOTIFICATIONS_CEL_FUZZ_SEED", 20_260_101);

    [Fact]
    public async Task Evaluate_RandomExpressions_AgreesWithTheOtherImplementation()
    {
        var generator = new ExpressionGenerator(s_seed);
        var sources = Enumerable.Range(0, s_count).Select(_ => generator.Next()).ToArray();
        var theirs = await EvaluateThereAsync(sources);
        var environment = Environment();
        var (agreed, errors, explained) = (0, 0, new Dictionary<string, int>());
        var disagreements = new List<string>();
        for (var i = 0; i < sources.Length; i++)
        {
            var ours = environment.TryCompile(sources[i], null, out var program, out var problems)
                ? program.Evaluate(0).Value
                : CelValue.FromError(string.Join(' ', problems));
            var (our, their, message) = (ForeignResult.Write(ours), theirs[i].Value, theirs[i].Message);
            if (our == their)
            {
                agreed++;
                errors += our == "Error" ? 1 : 0;
            }
            else if (KnownDifference.Explain(sources[i], ours, their, message) is { } reason)
            {
                explained[reason] = explained.GetValueOrDefault(reason) + 1;
            }
            else
            {
                disagreements.Add($"{sources[i]}\n   here  {our} {(ours.IsError ? ours.ToString() : "")}\n   there {their} {message}");
            }
        }

        var report = $"{sources.Length} expressions: {agreed} agree ({errors} of them are errors), {explained.Values.Sum()} differ as documented "
            + $"({string.Join(", ", explained.Select(static e => $"{e.Key}: {e.Value}"))}), {disagreements.Count} disagree";
        output.WriteLine(report);
        Console.WriteLine(report);
        string.Join("\n", disagreements.Take(20)).ShouldBeEmpty();
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(System.Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static async Task<(string Value, string Message)[]> EvaluateThereAsync(string[] sources)
    {
        var folder = Directory.CreateTempSubdirectory("cel-fuzz-");
        try
        {
            var (input, results) = (Path.Combine(folder.FullName, "in.jsonl"), Path.Combine(folder.FullName, "out.jsonl"));
            File.WriteAllLines(input, sources.Select(static s => JsonSerializer.Serialize(s)));
            await s_scripts.RunAsync(["evaluate.mjs", s_scripts.Path, input, results]);
            return File.ReadLines(results).Select(static line =>
            {
                using var document = JsonDocument.Parse(line);
                var json = document.RootElement;
                var value = ForeignResult.Read(json);
                return (value, value == "Error" ? json.GetProperty("value").GetString()! : "");
            }).ToArray();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The same values stand in evaluate.mjs.
    private static CelEnvironment<int> Environment()
    {
        var map = new Dictionary<string, CelValue> { ["a"] = CelValue.FromInt(1), ["b"] = CelValue.FromInt(2) };
        var list = new[] { CelValue.FromInt(1), CelValue.FromInt(2), CelValue.FromInt(3) };
        return new CelEnvironmentBuilder<int>()
            .Variable("i", CelType.Int, static _ => CelValue.FromInt(7))
            .Variable("u", CelType.UInt, static _ => CelValue.FromUInt(3))
            .Variable("d", CelType.Double, static _ => CelValue.FromDouble(2.5))
            .Variable("s", CelType.String, static _ => CelValue.FromString("héllo"))
            .Variable("b", CelType.Bool, static _ => CelValue.FromBool(true))
            .Variable("n", CelType.Null, static _ => CelValue.Null)
            .Variable("list", CelType.Dyn, _ => CelValue.FromList(list))
            .Variable("words", CelType.Dyn, static _ => CelValue.FromList(["eu", "us", "😀"]))
            .Variable("map", CelType.Dyn, _ => CelValue.FromMap(map))
            .WithoutCheck()
            .Build();
    }
}
