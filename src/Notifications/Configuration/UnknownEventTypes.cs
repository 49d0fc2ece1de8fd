namespace Notifications.Configuration;

/// <summary>What becomes of an event whose type is not registered.</summary>
public enum UnknownEventTypes
{
    /// <summary>It is taken like any other.</summary>
    Accept,

    /// <summary>It is taken: counted, in its decision trace, and in the log at most once a minute for each type.</summary>
    Warn,

    /// <summary>It is refused with <see cref="NotificationErrorCode.UnknownEventType"/>.</summary>
    Refuse,
}
