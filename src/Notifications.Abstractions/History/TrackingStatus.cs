namespace Notifications.History;

/// <summary>Where a notification stands, in the words that people search by. One table maps the engine's own states to them; <see cref="TrackingStatusNames"/> has their names. The numbers may be stored.</summary>
public enum TrackingStatus : byte
{
    /// <summary>Waits for its time, or for an earlier message to the same destination.</summary>
    Pending = 0,

    /// <summary>In its channel's queue.</summary>
    Queued = 1,

    /// <summary>An attempt is being made.</summary>
    Sending = 2,

    /// <summary>The provider has it; no receipt has come.</summary>
    Sent = 3,

    /// <summary>The recipient's side has it.</summary>
    Delivered = 4,

    /// <summary>The recipient has seen it: a receipt says so.</summary>
    Read = 5,

    /// <summary>Given up after all attempts, or nobody could be found to send it to.</summary>
    Failed = 6,

    /// <summary>An attempt failed, another is due.</summary>
    Retrying = 7,

    /// <summary>Called back, superseded, or not needed any more.</summary>
    Cancelled = 8,

    /// <summary>Held or dropped by a limit, or by the provider's rate.</summary>
    Throttled = 9,

    /// <summary>Held, merged or dropped as noise: held by a silence or an inhibition, told within another message, or the same was told a moment ago.</summary>
    Debounced = 10,

    /// <summary>The recipient's address does not take it.</summary>
    Bounced = 11,

    /// <summary>The provider does not take it, or there is no address to send it to.</summary>
    Rejected = 12,

    /// <summary>Its deadline passed before it was begun.</summary>
    Expired = 13,

    /// <summary>It may have arrived; a person or a reconciliation decides.</summary>
    InDoubt = 14,
}
