namespace Notifications.Configuration;

/// <summary>What a limit counts together.</summary>
public enum LimitScope : byte
{
    /// <summary>All deliveries. The default.</summary>
    System,

    /// <summary>The deliveries of one channel.</summary>
    Channel,

    /// <summary>The deliveries to one recipient.</summary>
    Recipient,

    /// <summary>The deliveries of one tenant.</summary>
    Tenant,

    /// <summary>The deliveries of one category.</summary>
    Category,
}
