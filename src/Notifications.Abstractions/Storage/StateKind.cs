namespace Notifications.Storage;

/// <summary>The kinds of keyed state.</summary>
public enum StateKind : byte
{
    /// <summary>A debounce episode of (rule, tenant, key).</summary>
    Debounce = 1,

    /// <summary>What was told about one alert, by destination.</summary>
    Alert = 2,

    /// <summary>A limit's theoretical arrival time.</summary>
    Limit = 3,

    /// <summary>A content that was sent to a destination a short time ago.</summary>
    SentContent = 4,

    /// <summary>A destination that said it is gone.</summary>
    DisabledDestination = 5,

    /// <summary>A batch of (rule, tenant) that waits for its window or its size.</summary>
    Batch = 6,

    /// <summary>A silence.</summary>
    Silence = 7,

    /// <summary>An alert that is held by a silence or an inhibition.</summary>
    HeldAlert = 8,

    /// <summary>An alert that fires and inhibits others.</summary>
    InhibitingAlert = 9,

    /// <summary>A delivery that failed for good, kept so that it can be sent again.</summary>
    DeadLetter = 10,

    /// <summary>What a rule does with the events that it has taken: for those that wait when a release comes that no longer has it.</summary>
    Rule = 11,
}
