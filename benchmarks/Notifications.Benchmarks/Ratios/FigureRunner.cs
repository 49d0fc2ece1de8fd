using System.Diagnostics;

namespace Notifications.Benchmarks.Ratios;

/// <summary>Measures a figure: both sides in turns, so that what disturbs the machine disturbs both.</summary>
internal static class FigureRunner
{
    private const int Runs = 7;
    private const int FewestRuns = 3;
    private const int WarmUps = 2;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(25);

    /// <summary>Measures; seven pairs of runs, fewer when the time for one figure is used up.</summary>
    public static async Task<Measurement> RunAsync(Figure figure)
    {
        await using var ours = await figure.Ours();
        await using var limit = figure.Limit is null ? null : await figure.Limit();
        var (own, other) = (new List<Sample>(), new List<Sample>());
        var started = 0L;
        for (var run = -WarmUps; run < Runs; run++)
        {
            if (run == 0)
                started = Stopwatch.GetTimestamp();
            if (run >= FewestRuns && Stopwatch.GetElapsedTime(started) > Budget)
                break;
            var theirs = limit is null ? new Sample(figure.FixedLimit) : await MeasureAsync(limit);
            var sample = await MeasureAsync(ours);
            if (run < 0)
                continue;
            own.Add(sample);
            other.Add(theirs);
        }

        return Measurement.Of(figure, own, other);
    }

    private static async ValueTask<Sample> MeasureAsync(IRig rig)
    {
        // Off the stack of the run before, which still holds what that run made; and nobody pays for the other side's garbage.
        await Task.Yield();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return await rig.RunAsync();
    }
}
