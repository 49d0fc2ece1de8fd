using System.Runtime.InteropServices;
using Notifications.Storage.Journal.Format;

namespace Notifications.Storage.Journal.Reading;

/// <summary>What a journal's files amount to: which record is live, and where it stands. Reads no payload but those of the keys. Serves the start and the compaction alike.</summary>
/// <param name="keys">Takes up the claims.</param>
/// <param name="now">By which claims expire.</param>
/// <param name="limits">How much of the past is kept.</param>
internal sealed class JournalReplay(IdempotencyKeys keys, DateTimeOffset now, StoreLimits limits)
{
    private const int OffsetBits = 40;
    private ReplaySlot[] _slots = new ReplaySlot[1024];
    private int _used;

    /// <summary>Positions up to the highest that was ever used.</summary>
    public ReadOnlySpan<ReplaySlot> Slots => _slots.AsSpan(0, _used);

    /// <summary>Where each event is that was read.</summary>
    public Dictionary<long, long> Events { get; } = [];

    /// <summary>Where each content is that was read.</summary>
    public Dictionary<long, long> Contents { get; } = [];

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
                    Events[header.Id] = location;
                    EventHistory.Add(location, header.Total);
                    break;
                case EntryKind.Content:
                    Contents[header.Id] = location;
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

    /// <summary>Whether an entry is the one of a live record, or of an event or content that a live item refers to. Known after <see cref="DropUnreferenced"/>.</summary>
    public bool IsLive(in EntryHeader header, long location) => header.Kind switch
    {
        EntryKind.Event => Events.TryGetValue(header.Id, out var at) && at == location,
        EntryKind.Content => Contents.TryGetValue(header.Id, out var at) && at == location,
        EntryKind.Item or EntryKind.State => header.Slot > 0 && header.Slot <= _used && _slots[header.Slot - 1].Location == location,
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

    /// <summary>Forgets events and contents that no live item refers to.</summary>
    public void DropUnreferenced()
    {
        HashSet<long> events = [], contents = [];
        foreach (ref readonly var slot in Slots)
        {
            if (slot.Kind != EntryKind.Item)
                continue;
            events.Add(slot.EventId);
            if (slot.Content != 0)
                contents.Add(slot.Content);
            foreach (var content in slot.MoreContents ?? [])
                contents.Add(content);
        }

        Keep(Events, events);
        Keep(Contents, contents);
    }

    /// <summary>Takes out what cannot live without something that was lost.</summary>
    /// <returns>The items that went.</returns>
    public List<long> DropOrphans()
    {
        List<long> dropped = [];
        for (var position = 0; position < _used; position++)
        {
            ref var slot = ref _slots[position];
            if (slot.Kind != EntryKind.Item || (Events.ContainsKey(slot.EventId) && (slot.Content == 0 || Contents.ContainsKey(slot.Content))
                && Array.TrueForAll(slot.MoreContents ?? [], Contents.ContainsKey)))
                continue;
            dropped.Add(slot.Id);
            slot = default;
        }

        return dropped;
    }

    private static void Keep(Dictionary<long, long> all, HashSet<long> kept)
    {
        if (all.Count == kept.Count)
            return;
        foreach (var number in all.Keys)
        {
            if (!kept.Contains(number))
                all.Remove(number);
        }
    }

    private void Change(ref EntryReader entries, long location)
    {
        ref readonly var header = ref entries.Header;
        if (!header.IsLive && header.Kind == EntryKind.Item && header.Sub == (byte)WorkItemKind.Delivery)
            DeliveryHistory.Add(location, header.Total);
        if (header.Slot == 0)
            return;
        var position = header.Slot - 1;
        if (position >= _slots.Length)
            Array.Resize(ref _slots, Math.Max(position + 1, _slots.Length * 2));
        _used = Math.Max(_used, position + 1);
        ref var slot = ref _slots[position];
        if (!header.IsLive)
        {
            slot = default;
            return;
        }

        slot.Location = location;
        slot.Id = header.Id;
        slot.EventId = header.EventId;
        slot.Epoch = header.Epoch;
        slot.Waiting = header.Waiting;
        slot.Kind = header.Kind;
        slot.Sub = header.Sub;
        slot.Content = header.Contents == 1 ? entries.Content(0) : 0;
        slot.MoreContents = header.Contents > 1 ? MemoryMarshal.Cast<byte, long>(entries.Entry.Slice(EntryHeader.Size, header.Contents * sizeof(long))).ToArray() : null;
    }
}
