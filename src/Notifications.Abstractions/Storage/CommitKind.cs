namespace Notifications.Storage;

/// <summary>What became of a commit.</summary>
public enum CommitKind : byte
{
    /// <summary>All of it is stored, as durably as the store promises.</summary>
    Committed,

    /// <summary>A state or item has changed since it was read. Nothing was stored: read again, decide again.</summary>
    Conflict,

    /// <summary>An idempotency key is taken. Nothing was stored.</summary>
    KeyTaken,

    /// <summary>The store has no room for new work; outcomes of old work still fit. Nothing was stored.</summary>
    Full,

    /// <summary>The store cannot be reached or has failed. Nothing was stored.</summary>
    Unavailable,
}
