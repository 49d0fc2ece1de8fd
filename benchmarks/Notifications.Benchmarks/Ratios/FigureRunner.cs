using System.Diagnostics;

namespace Notifications.Benchmarks.Ratios;

/// <summary>Measures a figure: both sides in turns, so that what disturbs the machine disturbs both.</summary>
internal static class FigureRunner
{
    private const int Runs = 7;
    private const int FewestRuns = 3;
    private const int FewestWarmUps = 2;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(25);

    /// <summary>Measures; seven pairs of runs, fewer when the time for one figure is used up.</summary>
    public static async Task<Measurement> RunAsync(Figure figure)
    {
        await using var ours = await figure.Ours();
        await using var limit = figure.Limit is null ? null : await figure.Limit();
        var (own, other) = (new List<Sample>(), new List<Sample>());
        await WarmUpAsync(ours, limit);
        var started = Stopwatch.GetTimestamp();
        for (var run = 0; run < Runs; run++)
        {
            if (run >= FewestRuns && Stopwatch.GetElapsedTime(started) > Budget)
                break;
            other.Add(limit is null ? new Sample(figure.FixedLimit) : await MeasureAsync(limit));
            own.Add(await MeasureAsync(ours));
        }

        return Measurement.Of(figure, own, other);
    }

    // The compiler works in the background and in stages, while code is new: what is measured is what a host sees after its first seconds.
    private static async ValueTask WarmUpAsync(IRig ours, IRig? limit)
    {
        var started = Stopwatch.GetTimestamp();
        for (var run = 0; run < FewestWarmUps || Stopwatch.GetElapsedTime(started) < WarmUp; run++)
        {
            if (limit is not null)
                await MeasureAsync(limit);
            await MeasureAsync(ours);
        }
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
