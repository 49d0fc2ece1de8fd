namespace Notifications.Dispatch;

[Flags]
internal enum DeliveryFlags : byte
{
    None = 0,

    /// <summary>Its limits have been charged: a retry is not charged again.</summary>
    LimitCharged = 1,

    /// <summary>It waits in a limit's queue.</summary>
    AwaitsLimit = 2,

    /// <summary>It belongs to a request, not to an event.</summary>
    Requested = 4,

    /// <summary>An attempt ended without an answer: the destination may have it.</summary>
    MayHaveArrived = 8,

    /// <summary>It waits behind an earlier one of its order chain.</summary>
    AwaitsOrder = 16,

    /// <summary>It is scheduled: it takes its place in its order chain when its time comes, so that it holds up nothing until then.</summary>
    AwaitsSchedule = 32,

    /// <summary>It belongs to an exercise: said here too, for those who read a delivery without its event.</summary>
    Drill = 64,

    /// <summary>Its destination is a secret, and is shown redacted: said here, since its channel may be gone when somebody looks at it.</summary>
    SecretDestination = 128,
}
