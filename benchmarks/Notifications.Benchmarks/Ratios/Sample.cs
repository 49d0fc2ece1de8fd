namespace Notifications.Benchmarks.Ratios;

/// <summary>What one run of a rig gave.</summary>
/// <param name="Value">In the figure's unit.</param>
/// <param name="BytesPerOp">What the whole process allocated, for each operation; NaN where that says nothing.</param>
internal readonly record struct Sample(double Value, double BytesPerOp = double.NaN);
