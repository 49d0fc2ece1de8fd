namespace Notifications.Benchmarks.Ratios;

/// <summary>A figure and its limit: another rig that runs in turns with ours, or a fixed value.</summary>
/// <param name="Name">The name.</param>
/// <param name="Unit">The unit of both values.</param>
/// <param name="Aim">When it is good enough.</param>
/// <param name="Ours">Makes our side.</param>
/// <param name="Limit">Makes the other side; null for a fixed value.</param>
/// <param name="FixedLimit">The fixed value.</param>
internal sealed record Figure(string Name, string Unit, Aim Aim, Func<ValueTask<IRig>> Ours, Func<ValueTask<IRig>>? Limit = null, double FixedLimit = double.NaN);
