namespace Notifications.Configuration;

/// <summary>The bounds of the engine as a whole.</summary>
public sealed record NotificationsOptions
{
    /// <summary>How many accepted deliveries and held events may be unfinished at the same time; above it publishers wait or are refused.</summary>
    /// <value>1 to 100,000,000. Default: 100,000.</value>
    public int MaxPending { get; set; } = 100_000;

    /// <summary>The largest data of an event.</summary>
    /// <value>1 to 104,857,600 bytes. Default: 1,048,576 bytes (1 MiB).</value>
    public int MaxEventBytes { get; set; } = 1024 * 1024;

    /// <summary>The deepest nesting of an event's data.</summary>
    /// <value>1 to 64 levels. Default: 64 levels.</value>
    public int MaxDataDepth { get; set; } = 64;

    /// <summary>How many finished events stay in the history.</summary>
    /// <value>0 to 10,000,000. Default: 10,000.</value>
    public int HistoryCapacity { get; set; } = 10_000;

    /// <summary>How long finished events stay in the history.</summary>
    /// <value>1 s to 3,650 days. Default: 7 days.</value>
    public TimeSpan HistoryAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How many bytes of memory events, finished deliveries and decisions may take in the history, of each, by estimate. The oldest leave before the count is reached.</summary>
    /// <value>1,048,576 (1 MiB) to 1,099,511,627,776 bytes (1 TiB). Default: 268,435,456 bytes (256 MiB).</value>
    public long HistoryBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>How many records stay in the audit log; also bounded by <see cref="HistoryBytes"/>.</summary>
    /// <value>0 to 1,000,000. Default: 10,000.</value>
    public int AuditCapacity { get; set; } = 10_000;

    /// <summary>How long records stay in the audit log.</summary>
    /// <value>1 s to 3,650 days. Default: 365 days.</value>
    public TimeSpan AuditAge { get; set; } = TimeSpan.FromDays(365);

    /// <summary>How many alerts are remembered, so that their end is told where their beginning was told.</summary>
    /// <value>1 to 10,000,000. Default: 100,000.</value>
    public int MaxTrackedAlerts { get; set; } = 100_000;

    /// <summary>How many destinations may be told that one alert fires. Another one is not told, since its end could not be told either; that is counted and logged, and the rule's fallback takes over. Those that know of the end give way.</summary>
    /// <value>1 to 1,000,000. Default: 10,000.</value>
    public int MaxDestinationsPerAlert { get; set; } = 10_000;

    /// <summary>How many debounce keys may be open, and how many batches may wait, at once. What comes above that is not held but goes out at once, which is counted and logged.</summary>
    /// <value>1 to 10,000,000. Default: 1,000,000.</value>
    public int MaxHeldKeys { get; set; } = 1_000_000;

    /// <summary>How many silences there may be, those of code and configuration and those that are over and still kept included; above it another one is refused.</summary>
    /// <value>1 to 100,000. Default: 10,000.</value>
    public int MaxSilences { get; set; } = 10_000;

    /// <summary>How long a silence that is over is kept, for people who look back.</summary>
    /// <value>0 to 365 days. Default: 5 days.</value>
    public TimeSpan SilenceRetention { get; set; } = TimeSpan.FromDays(5);

    /// <summary>How long an alert that inhibits others is believed to fire when nothing more is heard of it: an end that never comes must not hold others for ever.</summary>
    /// <value>1 s to 365 days. Default: 24 h.</value>
    public TimeSpan SourceTimeout { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long the engine drains when the host stops; what is left then is reported.</summary>
    /// <value>0 to 1 h. Default: 25 s.</value>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How often an event may be published from within a send that another event caused.</summary>
    /// <value>0 to 100. Default: 8.</value>
    public int MaxPublishDepth { get; set; } = 8;

    /// <summary>How many processes in turn may end while they send one delivery, or look for the recipients of one message; the next one gives it up (<see cref="DecisionReason.PoisonMessage"/>).
    /// Matters for stores that outlive the process. The end of the process in which it was accepted counts only where a send of unknown outcome would be held.</summary>
    /// <value>1 to 100. Default: 3.</value>
    public int MaxInterruptions { get; set; } = 3;

    /// <summary>How many deliveries one event may make.</summary>
    /// <value>1 to 1,000,000. Default: 1,000.</value>
    public int MaxFanOut { get; set; } = 1_000;

    /// <summary>How long an idempotency key is remembered.</summary>
    /// <value>1 s to 30 days. Default: 24 h.</value>
    public TimeSpan IdempotencyWindow { get; set; } = TimeSpan.FromHours(24);

    /// <summary>What becomes of the messages that wait for a removed rule or channel.</summary>
    /// <value>Default: <see cref="RemovedPolicy.Deliver"/>.</value>
    public RemovedPolicy OnRemoved { get; set; }

    /// <summary>The language of messages whose recipient states none.</summary>
    /// <value>A language tag such as <c>fr-CA</c>. Default: <c>en</c>.</value>
    public string DefaultLocale { get; set; } = "en";

    /// <summary>How long a publisher waits when as many deliveries are pending as may be; then the event is refused.</summary>
    /// <value>Default: 5 s.</value>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest text or HTML of a request, in characters.</summary>
    /// <value>Default: 262,144.</value>
    public int MaxBodyLength { get; set; } = 256 * 1024;

    /// <summary>How long the recipient resolver may take; then it is asked again later.</summary>
    /// <value>Default: 10 s.</value>
    public TimeSpan ResolverTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many questions to the recipient resolver may be open at once.</summary>
    /// <value>Default: 4.</value>
    public int ResolverWorkers { get; set; } = 4;

    /// <summary>Whether exercises count in <c>GetStatistics</c> like what is real. They are counted apart in any case.</summary>
    /// <value>Default: false.</value>
    public bool CountDrills { get; set; }

    /// <summary>How many deliveries that failed for good are kept with their content, so that they can be sent again; above it the oldest are forgotten, which is counted and logged.</summary>
    /// <value>0 to 1,000,000; 0 keeps none. Default: 10,000.</value>
    public int DeadLetterCapacity { get; set; } = 10_000;

    /// <summary>How long they are kept.</summary>
    /// <value>1 s to 365 days. Default: 7 days.</value>
    public TimeSpan DeadLetterAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>When channels count as failing, or as misconfigured, so that operators are told by an event <c>notifications.channel.failing</c>, <c>.misconfigured</c> or <c>.recovered</c>; single channels may say otherwise.</summary>
    /// <value>Default: null, operators are told by the log alone.</value>
    public FailureAlertOptions? FailureAlert { get; set; }

    /// <summary>What becomes of events whose data does not match the schema of their type, where the type does not say.</summary>
    /// <value>Default: <see cref="EventValidation.Warn"/>: a message with a detail missing is better than none.</value>
    public EventValidation EventValidation { get; set; } = EventValidation.Warn;

    /// <summary>What becomes of events whose type is not registered.</summary>
    /// <value>Default: <see cref="UnknownEventTypes.Accept"/>.</value>
    public UnknownEventTypes UnknownEventTypes { get; set; }
}
