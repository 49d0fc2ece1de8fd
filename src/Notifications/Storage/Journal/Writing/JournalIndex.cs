using Notifications.Storage.Journal.Format;
using Notifications.Storage.Journal.Reading;

namespace Notifications.Storage.Journal.Writing;

/// <summary>Which records are live, and by which version or epoch: what commits are checked against. The commits of a group are applied one after the other, and taken back together when the disk fails.</summary>
internal sealed class JournalIndex
{
    private readonly List<Undo> _undo = [];
    private readonly Stack<int> _vacant = new();
    private ChunkedArray<IndexSlot> _slots = new();
    private long _deliveries;
    private long _expansions;
    private long _waiting;
    private long _states;
    private int _shared;

    /// <summary>Positions up to the highest that was ever used.</summary>
    public ChunkedArray<IndexSlot> Slots => _slots;

    /// <summary>Items that commits under way take out: they are live until the disk has them, and are in no slot any more.</summary>
    public IEnumerable<WorkItem> Leaving
    {
        get
        {
            foreach (var undo in _undo)
            {
                if (undo.Frees && undo.Record is WorkItem { Kind: WorkItemKind.Delivery } item)
                    yield return item;
            }
        }
    }

    /// <summary>A mark to which changes can be taken back.</summary>
    public int Mark => _undo.Count;

    /// <summary>The bytes of the last entries of all that is live.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many bytes it would take to keep all live deliveries as dead letters.</summary>
    public long LetterBytes { get; private set; }

    public StoreCounts Count(long evicted) => new(_deliveries, _expansions, _waiting, _states, evicted);

    /// <summary>Takes over what was replayed at start.</summary>
    public void Load(ChunkedArray<IndexSlot> slots)
    {
        _slots = slots;
        for (var position = slots.Length - 1; position >= 0; position--)
        {
            ref readonly var slot = ref slots[position];
            if (slot.Kind == SlotKind.Vacant)
                _vacant.Push(position);
            else
                Tally(slot, 1);
        }
    }

    /// <summary>Checks and applies all changes of a request, and puts their slots into its bytes.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The record that is not what is stored; null when all was applied, else nothing was.</returns>
    public StoreRecord? Apply(CommitRequest request)
    {
        var mark = _undo.Count;
        _shared = SharedOf(request);
        foreach (var change in request.Changes)
        {
            if (TryApply(change, out var slot))
            {
                EntryHeader.SetSlot(request.Bytes.From(change.EntryAt), slot);
                continue;
            }

            RollBack(mark);
            return change.Record;
        }

        return null;
    }

    /// <summary>What was applied since the last call is stored.</summary>
    public void Commit()
    {
        foreach (var undo in _undo)
        {
            // A place that was left is used again only now, so that a roll back finds it free.
            if (undo.Frees)
                _vacant.Push(undo.Position);
        }

        _undo.Clear();
    }

    /// <summary>Takes back what was applied since a mark.</summary>
    public void RollBack(int mark = 0)
    {
        for (var i = _undo.Count - 1; i >= mark; i--)
        {
            var undo = _undo[i];
            Set(undo.Position, undo.Before);
            undo.Record.StoreSlot = undo.SlotBefore;
            if (undo.Before.Kind == SlotKind.Vacant)
                _vacant.Push(undo.Position);
        }

        _undo.RemoveRange(mark, _undo.Count - mark);
    }

    private bool TryApply(in StagedChange change, out int slot)
    {
        var record = change.Record;
        slot = record.StoreSlot;
        if (change.Kind == ChangeKind.Conclude)
            return slot == 0;
        if (change.IsUnversioned)
        {
            // Of such a state the latest commit wins, and it is added where it is not stored.
            if (slot == 0 && change.Kind == ChangeKind.Remove)
                return true;
            Put(change, ref slot);
            return true;
        }

        var isNew = change.Kind == ChangeKind.Add;
        if (isNew ? slot != 0 || (!change.IsItem && change.Id != 1) : !IsNext(change, slot))
            return false;
        Put(change, ref slot);
        return true;
    }

    /// <summary>What an item that is added shares with others: what comes with it, or what its predecessor had.</summary>
    private int SharedOf(CommitRequest request)
    {
        if (request.Shared > 0)
            return request.Shared;
        foreach (var change in request.Changes)
        {
            var position = change.Record.StoreSlot - 1;
            if (change.IsItem && (uint)position < (uint)_slots.Length)
                return _slots[position].Shared;
        }

        return 0;
    }

    private bool IsNext(in StagedChange change, int slot)
    {
        if ((uint)(slot - 1) >= (uint)_slots.Length)
            return false;
        ref readonly var stored = ref _slots[slot - 1];
        return change.IsItem
            ? stored.Kind is SlotKind.Delivery or SlotKind.Expansion && stored.Id == change.Id && change.Epoch >= stored.Epoch
            : stored.Kind == SlotKind.State && change.Id == stored.Id + 1;
    }

    private void Put(in StagedChange change, ref int slot)
    {
        var record = change.Record;
        var position = slot == 0 ? TakeVacant() : slot - 1;
        _undo.Add(new Undo(position, _slots[position], record, record.StoreSlot, change.Kind == ChangeKind.Remove));
        slot = position + 1;
        if (change.Kind == ChangeKind.Remove)
        {
            Set(position, default);
            record.StoreSlot = 0;
            return;
        }

        var kind = record is not WorkItem item ? SlotKind.State : item.Kind == WorkItemKind.Delivery ? SlotKind.Delivery : SlotKind.Expansion;
        Set(position, new IndexSlot
        {
            Record = record,
            Id = change.Id,
            Epoch = change.Epoch,
            Waiting = change.Waiting,
            Kind = kind,
            Bytes = change.EntryBytes,
            Shared = change.Kind == ChangeKind.Add ? _shared : _slots[position].Shared,
        });
        record.StoreSlot = slot;
    }

    private int TakeVacant()
    {
        if (_vacant.TryPop(out var position))
            return position;
        position = _slots.Length;
        _slots.Extend(position);
        return position;
    }

    private void Set(int position, in IndexSlot slot)
    {
        Tally(_slots[position], -1);
        Tally(slot, 1);
        _slots[position] = slot;
    }

    private void Tally(in IndexSlot slot, int by)
    {
        _waiting += by * slot.Waiting;
        Bytes += by * slot.Bytes;
        switch (slot.Kind)
        {
            case SlotKind.Delivery:
                _deliveries += by;
                LetterBytes += by * ((long)slot.Bytes + slot.Shared);
                break;
            case SlotKind.Expansion:
                _expansions += by;
                break;
            case SlotKind.State:
                _states += by;
                break;
        }
    }

    private readonly record struct Undo(int Position, IndexSlot Before, StoreRecord Record, int SlotBefore, bool Frees);
}
