using System.Buffers;

namespace Notifications.Storage;

/// <summary>What a store keeps under an identity: a work item or a keyed state.</summary>
public abstract class StoreRecord
{
    /// <summary>For the store that holds the record: where it keeps it. 0 until then; the engine does not touch it.</summary>
    public int StoreSlot { get; set; }

    /// <summary>When the record wants to be looked at, in UTC ticks; 0 for never.</summary>
    public long DueTicks { get; set; }

    /// <summary>Matches of events that wait in this record: to be summarised, or for their recipients to be found. Default: 0.</summary>
    public virtual int WaitingEvents => 0;

    /// <summary>Writes the record in its own, versioned format. A store that persists calls this during the commit, while the record cannot change.</summary>
    /// <param name="writer">Where to.</param>
    public abstract void WriteTo(IBufferWriter<byte> writer);
}
