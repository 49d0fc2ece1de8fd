using System.Diagnostics;

namespace Notifications.Benchmarks.Ratios;

/// <summary>Figures that are measured together and printed one a line.</summary>
internal sealed record RatioSuite(string Name, IReadOnlyList<Figure> Figures)
{
    /// <summary>Measures all, or those whose name begins with <paramref name="only"/>.</summary>
    /// <returns>How many figures could not be measured, because an item was unaccounted for.</returns>
    public async Task<int> RunAsync(string? only, TextWriter output)
    {
        var (missed, failed) = (0, 0);
        var started = Stopwatch.GetTimestamp();
        await output.WriteLineAsync(Measurement.Header);
        foreach (var figure in Figures)
        {
            if (only is not null && !figure.Name.StartsWith(only, StringComparison.Ordinal))
                continue;
            try
            {
                var measured = await FigureRunner.RunAsync(figure);
                missed += measured.IsMet ? 0 : 1;
                await output.WriteLineAsync(measured.ToString());
            }
            catch (AccountingException error)
            {
                failed++;
                await output.WriteLineAsync($"{figure.Name,-18} FAILED: {error.Message}");
            }
        }

        await output.WriteLineAsync($"suite {Name}: {missed} aim(s) missed, {failed} figure(s) failed, {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, {Environment.ProcessorCount} processors");
        return failed;
    }
}
