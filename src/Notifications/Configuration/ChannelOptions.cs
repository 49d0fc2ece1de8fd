namespace Notifications.Configuration;

/// <summary>How the engine treats one channel: its queue, its workers, its attempts and what comes when they fail.</summary>
public sealed record ChannelOptions
{
    /// <summary>Whether the channel takes anything. A rule that targets a disabled channel stays valid.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>How many deliveries may wait in the channel's queue.</summary>
    /// <value>1 to 10,000,000. Default: 10,000.</value>
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>How many sends run at the same time.</summary>
    /// <value>1 to 1,024. Default: 4.</value>
    public int Workers { get; set; } = 4;

    /// <summary>How long one attempt may take.</summary>
    /// <value>1 ms to 10 min. Default: null, as long as the channel says that its provider may take (<see cref="ChannelTraits.AttemptTimeout"/>), else 10 s.</value>
    public TimeSpan? Timeout { get; set; }

    /// <summary>How many attempts come before the fallback. Without a fallback attempts go on until the deadline.</summary>
    /// <value>1 to 100. Default: 3.</value>
    public int Attempts { get; set; } = 3;

    /// <summary>The wait before the second attempt; it doubles with each further one, with jitter.</summary>
    /// <value>1 ms to 1 h. Default: 2 s.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait between two attempts.</summary>
    /// <value>1 ms to 24 h, at least <see cref="BaseDelay"/>. Default: 5 min.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest wait that a provider may ask for.</summary>
    /// <value>1 ms to 24 h. Default: 1 h.</value>
    public TimeSpan RetryAfterCap { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The rate that the provider allows. Waiting for it consumes no attempt.</summary>
    /// <value>Default: null, unlimited.</value>
    public RateOptions? Rate { get; set; }

    /// <summary>What a publisher meets when the queue is full.</summary>
    /// <value>Default: <see cref="WhenFull.Wait"/>.</value>
    public WhenFull WhenFull { get; set; }

    /// <summary>How long a publisher waits for room in the queue.</summary>
    /// <value>0 to 10 min. Default: 5 s.</value>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a delivery of normal or low priority is tried, from its creation.</summary>
    /// <value>1 s to 30 days. Default: 1 h.</value>
    public TimeSpan DeadlineNormal { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a delivery of high priority is tried.</summary>
    /// <value>1 s to 30 days. Default: 4 h.</value>
    public TimeSpan DeadlineHigh { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How long a delivery of critical priority is tried.</summary>
    /// <value>1 s to 30 days. Default: 24 h.</value>
    public TimeSpan DeadlineCritical { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How many failures in a row open the circuit of a provider.</summary>
    /// <value>1 to 10,000. Default: 5.</value>
    public int BreakerFailures { get; set; } = 5;

    /// <summary>How long an open circuit rests before one send probes it.</summary>
    /// <value>1 ms to 1 h. Default: 30 s.</value>
    public TimeSpan BreakerPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What becomes of an attempt of unknown outcome.</summary>
    /// <value>Default: <see cref="UnknownPolicy.ByTrait"/>.</value>
    public UnknownPolicy Unknown { get; set; }

    /// <summary>Where a delivery goes, one after the other, when it has finally failed on this channel and its rule names no fallback.</summary>
    /// <value>At most 16. Default: empty.</value>
    public IList<RuleTarget> Fallback { get; set; } = [];

    /// <summary>When the channel counts as failing, so that operators are told.</summary>
    /// <value>Default: null, as for the engine as a whole.</value>
    public FailureAlertOptions? FailureAlert { get; set; }
}
