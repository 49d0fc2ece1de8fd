namespace Notifications.Configuration;

/// <summary>When a channel counts as failing, so that operators are told by an event. Off unless it is set.</summary>
public sealed record FailureAlertOptions
{
    /// <summary>Whether operators are told.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>How many attempts fail within <see cref="Window"/> before operators are told.</summary>
    /// <value>1 to 1,000,000. Default: 10.</value>
    public int Failures { get; set; } = 10;

    /// <summary>How many of a hundred attempts fail within <see cref="Window"/>, from 20 attempts on, before operators are told although <see cref="Failures"/> is not reached.</summary>
    /// <value>1 to 100. Default: null, only the number counts.</value>
    public int? Percent { get; set; }

    /// <summary>How far back attempts count.</summary>
    /// <value>1 s to 24 h. Default: 10 min.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(10);
}
