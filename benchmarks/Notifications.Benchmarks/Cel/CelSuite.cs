using System.Diagnostics;
using System.Text.Json;
using Notifications.Expressions;

namespace Notifications.Benchmarks.Cel;

/// <summary>The suite <c>cel</c>: a condition of an ordinary rule against the same condition as a C# lambda over the same data, in turns.</summary>
internal static class CelSuite
{
    /// <summary>The condition that is measured.</summary>
    public const string Condition = """event.type == "a.b" && event.severity >= 3 && event.data.region in ["eu","us"]""";

    private const int Runs = 7;
    private const int Evaluations = 400_000;
    private const int Compilations = 2_000;

    /// <summary>Measures, and gives the lower quartile of seven runs in turns.</summary>
    public static CelFigures Run()
    {
        using var document = JsonDocument.Parse("""{"customer":"acme","amount":12.5,"region":"us","items":[1,2,3]}""");
        var sample = new Sample("a.b", 4, document.RootElement);
        var environment = Environment();
        var program = environment.Compile(Condition, CelType.Bool);
        Func<Sample, bool> lambda = static e =>
            e.Type == "a.b" && e.Severity >= 3 && e.Data.TryGetProperty("region", out var region)
            && (region.ValueEquals("eu") || region.ValueEquals("us"));
        if (!lambda(sample) || !program.EvaluateBool(sample, out _))
            throw new InvalidOperationException("The condition must hold for the sample, in both forms.");

        var (ours, theirs, compile, bytes) = (new double[Runs], new double[Runs], new double[Runs], 0L);
        for (var run = -2; run < Runs; run++)
        {
            var at = Math.Max(run, 0);
            theirs[at] = Time(Evaluations, () => lambda(sample));
            var before = GC.GetAllocatedBytesForCurrentThread();
            ours[at] = Time(Evaluations, () => program.EvaluateBool(sample, out _));
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            compile[at] = Time(Compilations, () => environment.TryCompile(Condition, CelType.Bool, out _, out _));
        }

        // What the harness itself allocates, a few closures, is spread over all evaluations and so rounds to nothing.
        var (cel, plain) = (LowerQuartile(ours), LowerQuartile(theirs));
        return new CelFigures(plain / cel, cel, plain, bytes / Evaluations, LowerQuartile(compile) / 1_000);
    }

    private static CelEnvironment<Sample> Environment() => new CelEnvironmentBuilder<Sample>()
        .Variable("event.type", CelType.String, static e => CelValue.FromString(e.Type))
        .Variable("event.severity", CelType.Int, static e => CelValue.FromInt(e.Severity))
        .Variable("event.data", CelType.Dyn, static e => CelValue.FromJson(e.Data))
        .Build();

    // Nanoseconds a call.
    private static double Time(int count, Func<bool> call)
    {
        var held = 0;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            held += call() ? 1 : 0;
        var elapsed = Stopwatch.GetElapsedTime(start);
        return held == count ? elapsed.TotalNanoseconds / count : throw new InvalidOperationException("A call gave another result than before.");
    }

    private static double LowerQuartile(double[] values) => values.Order().ElementAt(values.Length / 4);

    private sealed record Sample(string Type, int Severity, JsonElement Data);
}
