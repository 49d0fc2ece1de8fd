namespace Notifications.Configuration;

/// <summary>How a rule holds back repetitions: the first passes, what follows within the window is summarised, then a cooldown begins.</summary>
public sealed record DebounceOptions
{
    /// <summary>Whether the rule debounces at all.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>How long repetitions are held before the aggregate goes out.</summary>
    /// <value>1 ms to 7 days. Default: 30 s.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The event at which the aggregate goes out at once, counted from the first.</summary>
    /// <value>2 to 1,000,000. Default: 6.</value>
    public int Threshold { get; set; } = 6;

    /// <summary>How long everything is only counted after an aggregate; then the summary goes out.</summary>
    /// <value>0 (none) to 30 days. Default: 1 h.</value>
    public TimeSpan Cooldown { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How many of the held events the aggregate shows. The count is exact in any case.</summary>
    /// <value>0 to 100. Default: 5.</value>
    public int MaxSamples { get; set; } = 5;
}
