namespace Notifications.Http.Guard;

/// <summary>Where an address leads.</summary>
internal enum AddressKind : byte
{
    /// <summary>To the internet.</summary>
    Public,

    /// <summary>To this machine or the own network; an option can allow it.</summary>
    Private,

    /// <summary>To nobody that should get a message: link-local (cloud metadata), multicast, documentation, reserved, and the metadata services of clouds in other ranges.</summary>
    Reserved,
}
