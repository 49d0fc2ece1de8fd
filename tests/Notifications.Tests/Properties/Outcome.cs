namespace Notifications.Properties;

/// <summary>What a scripted channel does with a send.</summary>
internal enum Outcome
{
    Succeed,
    Accept,
    Retry,
    Throw,
    ThrowLater,
    Throttle,
    Unknown,
    Reject,
    Hang,
    HangForEver,
    Later,

    /// <summary>Of three recipients one has it, one is to be tried again, one is gone; one who is tried again stays so.</summary>
    Some,

    /// <summary>Of three recipients one may have it, the others have it.</summary>
    SomeInDoubt,
}
