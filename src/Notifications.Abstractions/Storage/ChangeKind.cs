namespace Notifications.Storage;

/// <summary>What happens to a record.</summary>
public enum ChangeKind : byte
{
    /// <summary>It is new.</summary>
    Add,

    /// <summary>It has new values.</summary>
    Update,

    /// <summary>It is over. A finished delivery becomes history; a removed state is forgotten.</summary>
    Remove,

    /// <summary>It began and ended within this step: it becomes history only. Items only.</summary>
    Conclude,
}
