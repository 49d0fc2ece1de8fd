namespace Notifications.Operations;

/// <summary>What came of an operation on one delivery. Anything but <see cref="Done"/> changed nothing.</summary>
public enum OperationOutcome
{
    /// <summary>It is done, and stored.</summary>
    Done,

    /// <summary>There is no such dead letter and no such delivery in doubt.</summary>
    NotFound,

    /// <summary>Somebody was faster; the result says who, what and when.</summary>
    AlreadyHandled,

    /// <summary>The dead letter and its content were forgotten at their bound, by count or age.</summary>
    Forgotten,

    /// <summary>The status has changed since: to tell it now would be untrue.</summary>
    Outdated,

    /// <summary>The channel is no longer there, or is disabled.</summary>
    ChannelGone,

    /// <summary>The destination has said that it is gone.</summary>
    DestinationGone,

    /// <summary>A limit that drops is used up.</summary>
    OverLimit,

    /// <summary>As many deliveries are pending as may be.</summary>
    NoRoom,

    /// <summary>The store has not committed it.</summary>
    StoreRefused,

    /// <summary>The engine is not running.</summary>
    NotRunning,

    /// <summary>The call is not valid.</summary>
    Invalid,
}
