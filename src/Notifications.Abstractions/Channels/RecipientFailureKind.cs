namespace Notifications;

/// <summary>What is known of a recipient who did not get a message.</summary>
public enum RecipientFailureKind
{
    /// <summary>Refused for good, and nothing says that the address is to blame: a policy, a full mailbox, no reason given.</summary>
    Refused,

    /// <summary>Refused for now (greylisting, too many at a time), or not reached: a later message may arrive.</summary>
    Deferred,

    /// <summary>There is no such address, or it is switched off (a hard bounce): what a list of suppressed addresses is made of.</summary>
    NoSuchAddress,
}
