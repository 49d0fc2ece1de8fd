namespace Notifications.Configuration;

/// <summary>How a rule collects events of any kind into one message.</summary>
public sealed record BatchOptions
{
    /// <summary>How long the first event of a batch waits for others.</summary>
    /// <value>1 ms to 30 days. Default: 1 min.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The number of events at which a batch goes out before its window ends.</summary>
    /// <value>1 to 10,000. Default: 100.</value>
    public int MaxSize { get; set; } = 100;
}
