namespace Notifications.Benchmarks.Ratios;

/// <summary>When a figure is good enough: the worse quartile of its ratios, and the bytes for each operation.</summary>
/// <param name="Ratio">Our value over the limit's.</param>
/// <param name="AtMost">Less is better: the upper quartile must not be above the ratio. Else the lower must not be below.</param>
/// <param name="Bytes">The most bytes for each operation; infinite where there is no aim.</param>
internal readonly record struct Aim(double Ratio, bool AtMost = false, double Bytes = double.PositiveInfinity)
{
    public bool IsMet(double quartile, double bytes) =>
        (AtMost ? quartile <= Ratio : quartile >= Ratio) && (double.IsPositiveInfinity(Bytes) || bytes <= Bytes);

    public override string ToString() =>
        (AtMost ? "<=" : ">=") + FormattableString.Invariant($"{Ratio:0.##}") + (double.IsPositiveInfinity(Bytes) ? string.Empty : FormattableString.Invariant($",<={Bytes:0}B"));
}
