namespace Notifications;

/// <summary>The causes of a refusal.</summary>
public enum NotificationErrorCode : byte
{
    /// <summary>An attribute is missing, too long, or has characters that are not allowed.</summary>
    InvalidAttribute,

    /// <summary>The data is no JSON, too deep, or not valid UTF-8.</summary>
    InvalidData,

    /// <summary>The data is larger than the limit.</summary>
    TooLarge,

    /// <summary>The idempotency key was used before with other content.</summary>
    IdempotencyConflict,

    /// <summary>There is no room: a channel's queue or the number of pending items is at its bound. Try again later.</summary>
    QueueFull,

    /// <summary>Channels that publish from within a send have made a chain that is too long.</summary>
    LoopDetected,

    /// <summary>The host is shutting down (or has not started yet). Try again on another host or later.</summary>
    NotRunning,

    /// <summary>A channel, recipient or template that the request names does not exist.</summary>
    UnknownName,

    /// <summary>The request contradicts itself or names nothing to send.</summary>
    InvalidRequest,

    /// <summary>The store could not commit. Nothing was accepted; try again later.</summary>
    StoreUnavailable,

    /// <summary>The engine failed by a bug, its own or of a replaced part. Nothing was accepted; the log has the error.</summary>
    Internal,

    /// <summary>The store has no room for new work. Nothing was accepted; what was accepted before goes on. Free some space; then try again.</summary>
    StoreFull,

    /// <summary>A search has a value that is not allowed, or a page size out of its range.</summary>
    InvalidSearch,

    /// <summary>The cursor is damaged, or is of another search. Begin again without one.</summary>
    InvalidCursor,

    /// <summary>The data does not match the schema that is registered for the event's type.</summary>
    SchemaViolation,

    /// <summary>The event's type is not registered, and only registered ones are taken.</summary>
    UnknownEventType,

    /// <summary>There are as many as may be. End or remove some; then try again.</summary>
    TooMany,
}
