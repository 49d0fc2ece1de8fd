namespace Notifications.Benchmarks.Cel;

/// <summary>What <see cref="CelSuite"/> measured.</summary>
/// <param name="Ratio">The lambda's time over ours; the goal is 0.15 at least.</param>
/// <param name="NanosecondsCel">Of one evaluation.</param>
/// <param name="NanosecondsLambda">Of one call of the lambda.</param>
/// <param name="BytesPerEvaluation">Allocated by one evaluation; the goal is 0.</param>
/// <param name="MicrosecondsCompile">Of one compilation; the goal is 50 at most.</param>
internal sealed record CelFigures(double Ratio, double NanosecondsCel, double NanosecondsLambda, long BytesPerEvaluation, double MicrosecondsCompile);
