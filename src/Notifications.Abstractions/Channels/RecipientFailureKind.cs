namespace Notifications;

/// <summary>What is known of a recipient who did not get a message.</summary>
public enum RecipientFailureKind
{
    /// <summary>Refused for good, and nothing says that the address is to blame: a policy, a full mailbox, no reason given.</summary>
    Refused,

    /// <summary>Refused for now (greylisting, a full mailbox, too many at a time), or not reached. After a success the engine tries again for those, and for those alone,
    /// where the channel can (<see cref="ChannelTraits.RetriesRecipients"/>).</summary>
    Deferred,

    /// <summary>There is no such address, or it is switched off (a hard bounce): what a list of suppressed addresses is made of.</summary>
    NoSuchAddress,

    /// <summary>May have it: the answer got lost. Tried again as those who are deferred; where an attempt of unknown outcome is held for a person, held.</summary>
    InDoubt,
}
