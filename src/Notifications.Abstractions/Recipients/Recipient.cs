namespace Notifications;

/// <summary>Who shall hear about it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The address, or the id of the user, role, group or topic.</param>
public sealed record Recipient(RecipientKind Kind, string Value)
{
    /// <summary>An address, taken as it is by the channels that the request or rule names.</summary>
    /// <param name="address">For example an e-mail address or a URL.</param>
    /// <returns>The recipient.</returns>
    public static Recipient Address(string address) => new(RecipientKind.Address, address);

    /// <summary>A user of the host.</summary>
    /// <param name="id">The host's id of the user.</param>
    /// <returns>The recipient.</returns>
    public static Recipient User(string id) => new(RecipientKind.User, id);

    /// <summary>All users with a role.</summary>
    /// <param name="name">The role.</param>
    /// <returns>The recipient.</returns>
    public static Recipient Role(string name) => new(RecipientKind.Role, name);

    /// <summary>All members of a group.</summary>
    /// <param name="name">The group.</param>
    /// <returns>The recipient.</returns>
    public static Recipient Group(string name) => new(RecipientKind.Group, name);

    /// <summary>All subscribers of a topic.</summary>
    /// <param name="name">The topic.</param>
    /// <returns>The recipient.</returns>
    public static Recipient Topic(string name) => new(RecipientKind.Topic, name);

    /// <summary>The operators of the system.</summary>
    /// <returns>The recipient.</returns>
    public static Recipient System() => new(RecipientKind.System, "system");
}
