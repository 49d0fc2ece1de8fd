namespace Notifications;

/// <summary>What an attempt came to.</summary>
public enum DeliveryResultKind : byte
{
    /// <summary>The recipient's side has it.</summary>
    Delivered,

    /// <summary>The provider has it; a receipt may follow.</summary>
    Accepted,

    /// <summary>The provider asks to slow down. Consumes no attempt.</summary>
    Throttled,

    /// <summary>It did not work, and it may work later.</summary>
    Retry,

    /// <summary>It will not work, however often it is tried.</summary>
    Rejected,

    /// <summary>It may have worked: the answer got lost.</summary>
    Unknown,
}
