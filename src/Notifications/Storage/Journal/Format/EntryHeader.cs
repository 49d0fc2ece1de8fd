using System.Buffers.Binary;

namespace Notifications.Storage.Journal.Format;

/// <summary>What stands before an entry's payload: all that the journal itself has to know, so that it never reads a payload to find out what is live.</summary>
internal struct EntryHeader
{
    public const int Size = 40;
    private const int SlotAt = 4;

    /// <summary>The payload's bytes.</summary>
    public int Length;

    /// <summary>Where the record is kept, from 1; 0 for nowhere.</summary>
    public int Slot;

    public EntryKind Kind;

    public ChangeKind Change;

    /// <summary>The <see cref="WorkItemKind"/> or <see cref="StateKind"/>.</summary>
    public byte Sub;

    /// <summary>An item's epoch.</summary>
    public int Epoch;

    /// <summary>The events that wait in the record.</summary>
    public int Waiting;

    /// <summary>How many numbers of contents stand between this and the payload.</summary>
    public int Contents;

    /// <summary>The number of the item, event or content; a state's version.</summary>
    public long Id;

    /// <summary>The number of the event that an item belongs to.</summary>
    public long EventId;

    /// <summary>The whole entry's bytes.</summary>
    public readonly int Total => Size + (Contents * sizeof(long)) + Length;

    public readonly bool IsLive => Change is ChangeKind.Add or ChangeKind.Update;

    public readonly void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[SlotAt..], Slot);
        bytes[8] = (byte)Kind;
        bytes[9] = (byte)Change;
        bytes[10] = Sub;
        bytes[11] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], Epoch);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], Waiting);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], Contents);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], Id);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], EventId);
    }

    /// <summary>Puts in the slot, which is known only when the commit's turn comes.</summary>
    public static void SetSlot(Span<byte> entry, int slot) => BinaryPrimitives.WriteInt32LittleEndian(entry[SlotAt..], slot);

    public static EntryHeader Read(ReadOnlySpan<byte> bytes) => new()
    {
        Length = BinaryPrimitives.ReadInt32LittleEndian(bytes),
        Slot = BinaryPrimitives.ReadInt32LittleEndian(bytes[SlotAt..]),
        Kind = (EntryKind)bytes[8],
        Change = (ChangeKind)bytes[9],
        Sub = bytes[10],
        Epoch = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
        Waiting = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
        Contents = BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]),
        Id = BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
        EventId = BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
    };
}
