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
}
