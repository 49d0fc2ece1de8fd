namespace Notifications.Configuration;

/// <summary>A rate that a provider allows: so many in a window, evenly spread, after a burst (GCRA).</summary>
public sealed record RateOptions
{
    /// <summary>How many sends the window allows.</summary>
    /// <value>1 to 1,000,000. Default: 1.</value>
    public int Count { get; set; } = 1;

    /// <summary>The window.</summary>
    /// <value>1 ms to 30 days. Default: 1 s.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many may go at once after a pause.</summary>
    /// <value>1 to 1,000,000. Default: null, as many as <see cref="Count"/>.</value>
    public int? Burst { get; set; }
}
