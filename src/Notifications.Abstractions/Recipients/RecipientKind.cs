namespace Notifications;

/// <summary>What a recipient is.</summary>
public enum RecipientKind : byte
{
    /// <summary>An address on a channel, taken as it is.</summary>
    Address,

    /// <summary>A user of the host; the <see cref="IRecipientResolver"/> knows the addresses.</summary>
    User,

    /// <summary>All users with a role.</summary>
    Role,

    /// <summary>All members of a group.</summary>
    Group,

    /// <summary>All subscribers of a topic.</summary>
    Topic,

    /// <summary>The system itself: operators, as the resolver defines them.</summary>
    System,
}
