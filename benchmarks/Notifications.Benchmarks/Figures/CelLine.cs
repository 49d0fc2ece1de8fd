using System.Globalization;
using Notifications.Benchmarks.Cel;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Figures;

/// <summary>The suite <c>cel</c> in the form of the others; it takes turns with its limit by itself.</summary>
internal static class CelLine
{
    public static int Run(TextWriter output)
    {
        var f = CelSuite.Run();
        output.WriteLine(Measurement.Header);
        output.WriteLine(Line("cel.evaluate", f.NanosecondsCel, "ns", f.Ratio, f.NanosecondsLambda, f.BytesPerEvaluation, ">=0.15,<=0B", f.Ratio >= 0.15 && f.BytesPerEvaluation == 0));
        output.WriteLine(Line("cel.compile", f.MicrosecondsCompile, "us", f.MicrosecondsCompile / 50, 50, -1, "<=1", f.MicrosecondsCompile <= 50));
        return 0;
    }

    private static string Line(string name, double value, string unit, double ratio, double limit, long bytes, string aim, bool met) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-18} {value,-14:0.0} {unit,-7} {ratio,-6:0.00} {ratio,-9:0.00} {limit,-14:0.0} {(bytes < 0 ? "-" : bytes),-9} {aim,-14} {(met ? "yes" : "NO"),-4} 7");
}
