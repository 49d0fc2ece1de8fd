namespace Notifications.Storage;

/// <summary>Work that the engine has accepted and not finished: a delivery, or recipients to be found.</summary>
public abstract class WorkItem : StoreRecord
{
    /// <summary>The item's number, unique within the store.</summary>
    public required long Id { get; init; }

    /// <summary>What kind of work it is.</summary>
    public abstract WorkItemKind Kind { get; }

    /// <summary>The number of the event or request it belongs to.</summary>
    public abstract long EventId { get; }

    /// <summary>The tenant, or empty.</summary>
    public abstract string TenantId { get; }

    /// <summary>The channel, or null while that is not decided.</summary>
    public abstract string? ChannelName { get; }

    /// <summary>The numbers of the <see cref="ContentRecord"/>s it refers to. Default: none. A store keeps content for as long as live items refer to it.</summary>
    public virtual IReadOnlyList<long> ContentIds => [];

    /// <summary>The lane.</summary>
    public Priority Lane { get; set; } = Priority.Normal;

    /// <summary>Rises with every lease, so that a late owner's outcome is refused.</summary>
    public int Epoch { get; set; }

    /// <summary>The epoch with which it stands in its queue; -1 when it stands in none. Guarded by the queue.</summary>
    internal int QueuedEpoch { get; set; } = -1;
}
