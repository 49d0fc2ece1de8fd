namespace Notifications.Storage;

/// <summary>Where a delivery stands. All from <see cref="Delivered"/> on, but <see cref="InDoubt"/>, are final.</summary>
public enum DeliveryState : byte
{
    /// <summary>Waits for its turn, or for its time.</summary>
    Ready = 0,

    /// <summary>An attempt is being made.</summary>
    Leased = 1,

    /// <summary>It may have arrived; a person or a reconciliation decides.</summary>
    InDoubt = 2,

    /// <summary>The recipient's side has it.</summary>
    Delivered = 3,

    /// <summary>The provider has it; no receipt has come.</summary>
    Sent = 4,

    /// <summary>The provider will not take it.</summary>
    Rejected = 5,

    /// <summary>Its time has passed.</summary>
    Expired = 6,

    /// <summary>Given up after all attempts.</summary>
    DeadLettered = 7,

    /// <summary>Called back before it began, or superseded by a newer status.</summary>
    Cancelled = 8,

    /// <summary>A policy decided against it; the reason says which.</summary>
    Dropped = 9,
}
