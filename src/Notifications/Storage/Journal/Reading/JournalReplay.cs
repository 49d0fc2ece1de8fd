using System.Runtime.InteropServices;
using Notifications.Storage.Journal.Format;
using Notifications.Storage.Journal.Writing;

namespace Notifications.Storage.Journal.Reading;

/// <summary>What a journal's files amount to: which record is live, and where it stands. Reads no payload but those of the keys. Serves the start and the compaction alike.</summary>
/// <param name="keys">Takes up the claims.</param>
/// <param name="now">By which claims expire.</param>
/// <param name="limits">How much of the past is kept.</param>
internal sealed class JournalReplay(IdempotencyKeys keys, DateTimeOffset now, StoreLimits limits)
{
    private const int OffsetBits = 40;

    // More records are never live at once: places are kept in memory, and a file must not be able to ask for any number of them.
    private const int HighestSlot = 1 << 26;
    private readonly ChunkedArray<ReplaySlot> _places = new();
    private readonly Dictionary<int, long[]> _moreContents = [];

    /// <summary>What is live, by its slot.</summary>
    public ChunkedArray<IndexSlot> Slots { get; } = new();

    /// <summary>The events that were read.</summary>
    public EntryMap Events { get; } = new();

    /// <summary>The contents that were read.</summary>
    public EntryMap Contents { get; } = new();

    /// <summary>Where the live states are.</summary>
    public IEnumerable<long> States
    {
        get
        {
            for (var position = 0; position < Slots.Length; position++)
            {
                if (Slots[position].Kind == SlotKind.State)
                    yield return _places[position].Location;
            }
        }
    }

    public LocationRing EventHistory { get; } = new(limits.HistoryCapacity, limits.HistoryBytes);

    public LocationRing DecisionHistory { get; } = new(limits.HistoryCapacity, limits.HistoryBytes);

    public LocationRing DeliveryHistory { get; } = new(limits.HistoryCapacity, limits.HistoryBytes);

    public LocationRing AuditHistory { get; } = new(limits.AuditCapacity, limits.HistoryBytes);

    public IdempotencyKeys Keys { get; } = keys;

    /// <summary>The highest incarnation that took the store.</summary>
    public int Incarnation { get; private set; }

    /// <summary>What the end of a checkpoint has said; -1 when there was none.</summary>
    public long EntriesPromised { get; private set; } = -1;

    public long EntriesRead { get; private set; }

    public static long Locate(int file, long offset) => ((long)(file + 1) << OffsetBits) | offset;

    /// <summary>The other way round.</summary>
    public static (int File, long Offset) Find(long location) => ((int)(location >> OffsetBits) - 1, location & ((1L << OffsetBits) - 1));

    /// <summary>Takes up a frame.</summary>
    /// <param name="payload">Its payload.</param>
    /// <param name="file">Which file of the journal it is in, from 0.</param>
    /// <param name="payloadAt">Where the payload begins in it.</param>
    public void Apply(ReadOnlySpan<byte> payload, int file, long payloadAt)
    {
        var entries = new EntryReader(payload);
        while (entries.MoveNext())
        {
            ref readonly var header = ref entries.Header;
            var location = Locate(file, payloadAt + entries.Start);
            EntriesRead++;
            switch (header.Kind)
            {
                case EntryKind.Opened:
                    Incarnation = (int)header.Id;
                    break;
                case EntryKind.Event:
                    Events.Add(header.Id, location, header.Total);
                    EventHistory.Add(location, header.Total);
                    break;
                case EntryKind.Content:
                    Contents.Add(header.Id, location, header.Total);
                    break;
                case EntryKind.Key:
                    Keys.Claim(new RecordReader(entries.Payload).Claim(), now);
                    break;
                case EntryKind.Decision:
                    DecisionHistory.Add(location, header.Total);
                    break;
                case EntryKind.Audit:
                    AuditHistory.Add(location, header.Total);
                    break;
                case EntryKind.End:
                    EntriesPromised = header.Id;
                    EntriesRead--;
                    break;
                default:
                    Change(ref entries, location);
                    break;
            }
        }
    }

    /// <summary>Whether an entry is the one of a live record, or of an event or content that a live item refers to. Known after <see cref="MarkReferenced"/>.</summary>
    public bool IsLive(in EntryHeader header, long location) => header.Kind switch
    {
        EntryKind.Event => Events.IsMarked(header.Id, location),
        EntryKind.Content => Contents.IsMarked(header.Id, location),
        EntryKind.Item or EntryKind.State => header.Slot > 0 && header.Slot <= _places.Length && _places[header.Slot - 1].Location == location,
        _ => false,
    };

    /// <summary>Whether an entry is among the last of its kind that are remembered.</summary>
    public bool IsHistory(in EntryHeader header, long location) => header.Kind switch
    {
        EntryKind.Event => location >= EventHistory.Oldest,
        EntryKind.Decision => location >= DecisionHistory.Oldest,
        EntryKind.Audit => location >= AuditHistory.Oldest,
        EntryKind.Item => !header.IsLive && header.Sub == (byte)WorkItemKind.Delivery && location >= DeliveryHistory.Oldest,
        _ => false,
    };

    /// <summary>Finds out which events and contents live items refer to.</summary>
    /// <returns>False when one is not there.</returns>
    public bool MarkReferenced()
    {
        var isComplete = true;
        for (var position = 0; position < _places.Length; position++)
        {
            ref var slot = ref Slots[position];
            if (slot.Kind is not (SlotKind.Delivery or SlotKind.Expansion))
                continue;
            ref readonly var place = ref _places[position];
            var bytes = Events.Mark(place.EventId);
            var content = place.Content == 0 ? 0 : Contents.Mark(place.Content);
            isComplete &= bytes >= 0 && content >= 0;
            slot.Shared = Math.Max(0, bytes) + Math.Max(0, content);
        }

        foreach (var content in _moreContents.Values.SelectMany(static numbers => numbers))
            isComplete &= Contents.Mark(content) >= 0;
        return isComplete;
    }

    /// <summary>Takes out what cannot live without something that was lost.</summary>
    /// <returns>The items that went.</returns>
    public List<long> DropOrphans()
    {
        List<long> dropped = [];
        for (var position = 0; position < _places.Length; position++)
        {
            ref readonly var place = ref _places[position];
            if (Slots[position].Kind is not (SlotKind.Delivery or SlotKind.Expansion)
                || (Events.Contains(place.EventId) && (place.Content == 0 || Contents.Contains(place.Content))
                && Array.TrueForAll(_moreContents.GetValueOrDefault(position) ?? [], Contents.Contains)))
                continue;
            dropped.Add(Slots[position].Id);
            Clear(position);
        }

        return dropped;
    }

    private static SlotKind KindOf(in EntryHeader header) =>
        header.Kind == EntryKind.State ? SlotKind.State : header.Sub == (byte)WorkItemKind.Delivery ? SlotKind.Delivery : SlotKind.Expansion;

    private void Clear(int position)
    {
        Slots[position] = default;
        _places[position] = default;
        if (_moreContents.Count > 0)
            _moreContents.Remove(position);
    }

    private void Change(ref EntryReader entries, long location)
    {
        ref readonly var header = ref entries.Header;
        if (!header.IsLive && header.Kind == EntryKind.Item && header.Sub == (byte)WorkItemKind.Delivery)
            DeliveryHistory.Add(location, header.Total);
        if (header.Slot == 0)
            return;
        if (header.Slot is < 0 or > HighestSlot)
            throw new JournalException(JournalError.Damaged, $"The journal has a record in place {header.Slot}, where none can be: restore the directory from a backup.");
        var position = header.Slot - 1;
        Slots.Extend(position);
        _places.Extend(position);
        if (!header.IsLive)
        {
            Clear(position);
            return;
        }

        ref var slot = ref Slots[position];
        slot.Id = header.Id;
        slot.Epoch = header.Epoch;
        slot.Waiting = header.Waiting;
        slot.Kind = KindOf(header);
        slot.Bytes = header.Total;
        _places[position] = new ReplaySlot { Location = location, EventId = header.EventId, Content = header.Contents == 1 ? entries.Content(0) : 0 };
        if (header.Contents > 1)
            _moreContents[position] = MemoryMarshal.Cast<byte, long>(entries.Entry.Slice(EntryHeader.Size, header.Contents * sizeof(long))).ToArray();
        else if (_moreContents.Count > 0)
            _moreContents.Remove(position);
    }
}
