namespace Notifications.Configuration;

/// <summary>A limit as it is written down: so many deliveries in a window, evenly spread, after a burst (GCRA). Charged once for each delivery, not for its retries.</summary>
public sealed record LimitDocument
{
    /// <summary>The name: 1 to 128 characters, unique among limits ignoring case.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>What is counted together.</summary>
    /// <value>Default: <see cref="LimitScope.System"/>.</value>
    public LimitScope Scope { get; set; }

    /// <summary>The one tenant, recipient, category or channel that the limit is for; it overrides the limit for each of them.</summary>
    /// <value>Default: null, each on its own.</value>
    public string? ScopeId { get; set; }

    /// <summary>Counts only the deliveries of this channel.</summary>
    /// <value>Default: null, of all channels.</value>
    public string? Channel { get; set; }

    /// <summary>How many deliveries the window allows.</summary>
    /// <value>1 to 10,000,000. Default: none, it has to be given.</value>
    public int Count { get; set; }

    /// <summary>The window.</summary>
    /// <value>1 ms to 366 days. Default: 1 h.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How many may go at once after a pause.</summary>
    /// <value>1 to 10,000,000. Default: null, as many as <see cref="Count"/>.</value>
    public int? Burst { get; set; }

    /// <summary>What becomes of a delivery that is over the limit.</summary>
    /// <value>Default: <see cref="OverLimit.Defer"/>.</value>
    public OverLimit OverLimit { get; set; }

    /// <summary>Whether the limit holds.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;
}
