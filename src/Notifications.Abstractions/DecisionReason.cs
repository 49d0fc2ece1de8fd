namespace Notifications;

/// <summary>Why something was done, or not: the closed set of reasons in the decision trace. Numbers are stored: never reuse one.</summary>
public enum DecisionReason : byte
{
    /// <summary>No reason.</summary>
    None = 0,

    /// <summary>Routing: the rule matched.</summary>
    RuleMatched = 1,

    /// <summary>Routing: no rule matched.</summary>
    Unrouted = 2,

    /// <summary>Routing: no rule matched, the catch-all rule took it.</summary>
    CatchAll = 3,

    /// <summary>Routing: a destination that was told <em>firing</em> is told the end, whatever the rules say of the end.</summary>
    TruthfulEnd = 4,

    /// <summary>Routing: the condition failed while it was evaluated, and counts as false.</summary>
    ConditionFailed = 5,

    /// <summary>Routing: the request names its recipients itself.</summary>
    Requested = 6,

    /// <summary>Intake: the data does not match the schema of the event's type, and was taken all the same.</summary>
    SchemaViolated = 7,

    /// <summary>Intake: the event's type is not registered, and was taken all the same.</summary>
    UnknownEventType = 8,

    /// <summary>Aggregation: the first of its kind, passes at once.</summary>
    DebounceFirst = 10,

    /// <summary>Aggregation: joined to those that wait.</summary>
    DebounceJoined = 11,

    /// <summary>Aggregation: enough of them, the aggregate goes out.</summary>
    DebounceThreshold = 12,

    /// <summary>Aggregation: the window has ended, the aggregate goes out.</summary>
    DebounceWindowEnd = 13,

    /// <summary>Aggregation: held and counted in the cooldown.</summary>
    DebounceCooldown = 14,

    /// <summary>Aggregation: the cooldown has ended, the summary goes out.</summary>
    DebounceCooldownEnd = 15,

    /// <summary>Aggregation: the severity rose, goes out at once.</summary>
    SeverityRaised = 16,

    /// <summary>Aggregation: the status changed, passes at once.</summary>
    StatusChanged = 17,

    /// <summary>Aggregation: waits in a batch.</summary>
    BatchJoined = 18,

    /// <summary>Aggregation: the batch is full or its window has ended.</summary>
    BatchFlushed = 19,

    /// <summary>Aggregation: what was held goes out because its rule is gone.</summary>
    RuleRemoved = 20,

    /// <summary>Aggregation: too many keys are held already, so it passes at once.</summary>
    HeldKeysFull = 21,

    /// <summary>Suppression: the same end was told to this destination before.</summary>
    AlreadyTold = 30,

    /// <summary>Suppression: what was never told needs no end.</summary>
    NeverTold = 31,

    /// <summary>Suppression: a newer status made it untrue before it was sent.</summary>
    Superseded = 32,

    /// <summary>Suppression: equal content went to the destination within the rule's window.</summary>
    DuplicateContent = 33,

    /// <summary>Suppression: another rule sends the same to the same destination.</summary>
    SameTarget = 34,

    /// <summary>Suppression: held while another alert fires.</summary>
    Inhibited = 35,

    /// <summary>Suppression: held by a silence.</summary>
    Silenced = 36,

    /// <summary>Suppression: as many destinations as may be believe of the thing that it goes on; another one, whose end could not be remembered, is not told.</summary>
    TooManyDestinations = 37,

    /// <summary>Suppression: what held it has ended, and it still fires.</summary>
    HoldEnded = 38,

    /// <summary>Audience: nobody is behind the recipient.</summary>
    NoRecipient = 40,

    /// <summary>Audience: the recipient has no address on the channel.</summary>
    NoAddress = 41,

    /// <summary>Audience: the recipients were found.</summary>
    Expanded = 42,

    /// <summary>Audience: the resolver failed and will be asked again.</summary>
    ResolverFailed = 43,

    /// <summary>Audience: the resolver did not answer until the deadline.</summary>
    ResolverGaveUp = 44,

    /// <summary>Policy: over a limit, waits until it is free.</summary>
    LimitDeferred = 50,

    /// <summary>Policy: over a limit, dropped.</summary>
    LimitDropped = 51,

    /// <summary>Policy: scheduled for later.</summary>
    Scheduled = 52,

    /// <summary>Policy: the destination said it is gone.</summary>
    DestinationDisabled = 53,

    /// <summary>Rendering: the template failed, the default text went out.</summary>
    TemplateFailed = 60,

    /// <summary>Dispatch: in its channel's queue.</summary>
    Queued = 70,

    /// <summary>Dispatch: waits for an earlier message to the same destination.</summary>
    OrderWait = 71,

    /// <summary>Dispatch: waits for the provider's rate.</summary>
    RateWait = 72,

    /// <summary>Dispatch: waits for the circuit breaker.</summary>
    BreakerWait = 73,

    /// <summary>Dispatch: an attempt failed, another is due.</summary>
    RetryScheduled = 74,

    /// <summary>Dispatch: the provider, or the channel itself, asked to wait; no attempt is counted.</summary>
    Throttled = 75,

    /// <summary>Dispatch: another provider of the channel takes over.</summary>
    FailedOver = 76,

    /// <summary>Dispatch: the fallback was engaged.</summary>
    FallbackEngaged = 77,

    /// <summary>Dispatch: made as a fallback of another delivery.</summary>
    FallbackOf = 78,

    /// <summary>Dispatch: the first of several channels has succeeded, this one is not needed.</summary>
    NotNeeded = 79,

    /// <summary>Dispatch: some of its recipients have it; those whom the provider refused for now are tried again, and they alone.</summary>
    RecipientsDeferred = 80,

    /// <summary>End: delivered.</summary>
    Delivered = 90,

    /// <summary>End: the provider has it.</summary>
    Sent = 91,

    /// <summary>End: the provider rejected the recipient.</summary>
    RecipientRejected = 92,

    /// <summary>End: the provider rejected the content.</summary>
    ContentRejected = 93,

    /// <summary>End: the provider rejected the configuration; an operator has to act.</summary>
    ConfigurationRejected = 94,

    /// <summary>End: the deadline passed.</summary>
    Expired = 95,

    /// <summary>End: given up after the last attempt.</summary>
    AttemptsExhausted = 96,

    /// <summary>End: cancelled by a call.</summary>
    CancelledByCaller = 97,

    /// <summary>End: the outcome is unknown and the channel is costly, so it is held.</summary>
    HeldInDoubt = 98,

    /// <summary>End: the channel is no longer configured.</summary>
    ChannelRemoved = 99,

    /// <summary>End: left when the host had to stop.</summary>
    LeftAtShutdown = 100,

    /// <summary>Operation: an operator had a delivery that failed sent again; this is the new one.</summary>
    Requeued = 101,

    /// <summary>Operation: an operator gave it up.</summary>
    Discarded = 102,

    /// <summary>Operation: an operator found that it had arrived.</summary>
    MarkedDelivered = 103,

    /// <summary>Operation: an operator had it sent again, though it may have arrived.</summary>
    SentAgain = 104,

    /// <summary>Operation: not sent again, because the status has changed since and it would be untrue.</summary>
    RequeueOutdated = 105,

    /// <summary>Operation: a dead letter was forgotten at its bound, by count or age.</summary>
    DeadLetterForgotten = 106,

    /// <summary>Operation: the event tells that this channel fails, and another one tells it.</summary>
    FailingChannel = 107,

    /// <summary>End: given up, because process after process ended while it was being sent, or while its recipients were looked for.</summary>
    PoisonMessage = 108,

    /// <summary>End: some of its recipients have it; the others did not get it, and are not tried any more.</summary>
    RecipientsMissed = 109,
}
