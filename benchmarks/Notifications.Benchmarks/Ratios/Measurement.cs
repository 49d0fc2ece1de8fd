using System.Globalization;

namespace Notifications.Benchmarks.Ratios;

/// <summary>A figure as measured: medians, and the quartile of the ratios on the worse side.</summary>
internal sealed record Measurement(Figure Figure, double Value, double Limit, double Ratio, double Quartile, double BytesPerOp, int Runs)
{
    public const string Header = "name               value          unit    ratio  quartile  limit          bytes/op  aim            met  runs";

    public bool IsMet => Figure.Aim.IsMet(Quartile, BytesPerOp);

    public static Measurement Of(Figure figure, IReadOnlyList<Sample> ours, IReadOnlyList<Sample> limits)
    {
        var ratios = ours.Zip(limits, static (a, b) => a.Value / b.Value).ToArray();
        return new Measurement(
            figure,
            Quantile(ours.Select(static s => s.Value), 0.5),
            Quantile(limits.Select(static s => s.Value), 0.5),
            Quantile(ratios, 0.5),
            Quantile(ratios, figure.Aim.AtMost ? 0.75 : 0.25),
            Quantile(ours.Select(static s => s.BytesPerOp), 0.5),
            ours.Count);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Figure.Name,-18} {Number(Value),-14} {Figure.Unit,-7} {Ratio,-6:0.00} {Quartile,-9:0.00} {Number(Limit),-14} {(double.IsNaN(BytesPerOp) ? "-" : BytesPerOp.ToString("0", CultureInfo.InvariantCulture)),-9} {Figure.Aim,-14} {(IsMet ? "yes" : "NO"),-4} {Runs}");

    private static double Quantile(IEnumerable<double> values, double quantile)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Round((sorted.Length - 1) * quantile)];
    }

    private static string Number(double value) => value.ToString(value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
