namespace Notifications;

/// <summary>What becomes of an event whose data does not match the schema of its type.</summary>
public enum EventValidation : byte
{
    /// <summary>It is not looked at.</summary>
    Off,

    /// <summary>It is taken: counted, in its decision trace, and in the log at most once a minute for each type.</summary>
    Warn,

    /// <summary>It is refused with <see cref="NotificationErrorCode.SchemaViolation"/>.</summary>
    Refuse,
}
