namespace Notifications.Conformance.Storage;

/// <summary>A batch as bytes, checked against what is stored. Nothing is stored before all of it is found good.</summary>
internal sealed class StagedCommit(StoredBytes stored, IRecordDecoder? decoder)
{
    private readonly List<Action> _changes = [];
    private readonly HashSet<object> _named = [];

    /// <summary>Why the batch cannot be committed; null while it can.</summary>
    public CommitResult? Refusal { get; private set; }

    public void Stage(ChangeBatch batch, DateTimeOffset now)
    {
        foreach (var claim in batch.Keys)
            Stage(claim, now);
        foreach (var accepted in batch.Events)
            Stage(accepted);
        foreach (var content in batch.Contents)
            Stage(content);
        foreach (var change in batch.Items)
            Stage(change);
        foreach (var change in batch.States)
            Stage(change);
        foreach (var decision in batch.Decisions)
        {
            var bytes = StoredBytes.Of(decision);
            _changes.Add(() => stored.Decisions.Add(bytes));
        }

        foreach (var record in batch.Audits)
        {
            var bytes = StoredBytes.Of(record);
            _changes.Add(() => stored.Audits.Add(bytes));
        }
    }

    public void Apply()
    {
        foreach (var change in _changes)
            change();
    }

    private void Stage(IdempotencyClaim claim, DateTimeOffset now)
    {
        var key = (claim.TenantId, claim.Key);
        if (stored.Keys.TryGetValue(key, out var bytes))
        {
            var earlier = new RecordReader(bytes).Claim();
            if (earlier.ExpiresAt > now)
                Refusal ??= new CommitResult(CommitKind.KeyTaken, earlier);
        }

        if (!_named.Add((nameof(StoredBytes.Keys), key)))
            Refusal ??= new CommitResult(CommitKind.KeyTaken, claim);
        var own = StoredBytes.Of(claim);
        _changes.Add(() => stored.Keys[key] = own);
    }

    private void Stage(AcceptedEvent accepted)
    {
        var bytes = StoredBytes.Of(accepted);
        if (!_named.Add((nameof(StoredBytes.Events), accepted.Id.Value)))
            Conflict($"The event {accepted.Id.Value} is in the batch twice.");
        _changes.Add(() => stored.Events.TryAdd(accepted.Id.Value, bytes));
    }

    private void Stage(ContentRecord content)
    {
        var bytes = StoredBytes.Of(content.Content);
        if (stored.Contents.ContainsKey(content.Id) || !_named.Add((nameof(StoredBytes.Contents), content.Id)))
            Conflict($"The content {content.Id} is stored already.");
        _changes.Add(() => stored.Contents.Add(content.Id, bytes));
    }

    private void Stage(ItemChange change)
    {
        var item = change.Item;
        var name = $"The {item.Kind} {item.Id}";
        var known = stored.Items.GetValueOrDefault(item.Id);
        Check(item, change.Kind, name, known?.Slot);
        if (!_named.Add((nameof(StoredBytes.Items), item.Id)))
            Conflict($"{name} is in the batch twice.");
        if (known is not null && item.Epoch < known.Epoch)
            Conflict($"{name} has the epoch {item.Epoch}, and {known.Epoch} is stored.");
        if (!stored.Events.ContainsKey(item.EventId) && !_named.Contains((nameof(StoredBytes.Events), item.EventId)))
            Conflict($"{name} is of the event {item.EventId}, which is neither stored nor in the batch.");
        if (change.Kind == ChangeKind.Add && !_named.Contains((nameof(StoredBytes.Events), item.EventId)) && !stored.Items.Values.Any(i => i.EventId == item.EventId))
            Conflict($"{name} is of the event {item.EventId}, which is not in the batch, and to which nothing live refers: a store may have let go of it.");
        foreach (var content in item.ContentIds)
        {
            if (!stored.Contents.ContainsKey(content) && !_named.Contains((nameof(StoredBytes.Contents), content)))
                Conflict($"{name} has the content {content}, which is neither stored nor in the batch.");
        }

        var bytes = StoredBytes.Of(item);
        if (decoder is not null)
            Compare(bytes, decoder.ReadItem(item.Kind, bytes), name);
        _changes.Add(() => Store(change, known, bytes));
    }

    private void Store(ItemChange change, StoredItem? known, byte[] bytes)
    {
        var item = change.Item;
        var slot = known?.Slot ?? ++stored.LastSlot;
        var now = new StoredItem(item.Id, item.Kind, item.EventId, [.. item.ContentIds], item.WaitingEvents, item.Epoch, slot, bytes);
        var ends = change.Kind is ChangeKind.Remove or ChangeKind.Conclude;
        item.StoreSlot = ends ? 0 : slot;
        if (!ends)
        {
            stored.Items[item.Id] = now;
            foreach (var content in now.ContentIds)
                stored.UseContent(content);
        }
        else
        {
            stored.Items.Remove(item.Id);
            if (item.Kind == WorkItemKind.Delivery)
                stored.Finished.Add(now);
        }

        foreach (var content in known?.ContentIds ?? [])
            stored.ReleaseContent(content);
    }

    private void Stage(StateChange change)
    {
        var state = change.State;
        var key = (state.Kind, state.GetKey());
        var name = $"The {state.Kind} state '{key.Item2}'";
        var known = stored.States.GetValueOrDefault(key);
        Check(state, change.Kind, name, known?.Slot);
        if (!_named.Add((nameof(StoredBytes.States), key)))
            Conflict($"{name} is in the batch twice.");
        if (state.Version != 0 && state.Version != (known?.Version ?? 0) + 1)
            Conflict($"{name} has the version {state.Version}, and {known?.Version ?? 0} is stored.");
        var bytes = StoredBytes.Of(state);
        if (decoder is not null)
            Compare(bytes, decoder.ReadState(state.Kind, bytes), name);
        var waiting = state.WaitingEvents;
        _changes.Add(() =>
        {
            var slot = known?.Slot ?? ++stored.LastSlot;
            state.StoreSlot = change.Kind == ChangeKind.Remove ? 0 : slot;
            if (change.Kind == ChangeKind.Remove)
                stored.States.Remove(key);
            else
                stored.States[key] = new StoredState(state.Kind, state.Version, waiting, slot, bytes);
        });
    }

    private void Check(StoreRecord record, ChangeKind kind, string name, int? slot)
    {
        // Of a state without version the latest commit wins, and it is added where it is not stored.
        if (record is KeyedState { Version: 0 })
            return;
        if (kind is ChangeKind.Add or ChangeKind.Conclude && slot is not null)
            Conflict($"{name} is stored already.");
        else if (kind is not (ChangeKind.Add or ChangeKind.Conclude) && slot is null)
            Conflict($"{name} is not stored.");
        else if (record.StoreSlot != (slot ?? 0))
            Conflict($"{name} carries the slot {record.StoreSlot} instead of {slot ?? 0}.");
    }

    // What a record forgets in its own bytes would be lost by a restart, long after the change that lost it.
    private static void Compare(byte[] bytes, StoreRecord read, string name)
    {
        if (!StoredBytes.Of(read).AsSpan().SequenceEqual(bytes))
            throw new InvalidOperationException($"{name} does not write again what was read from its bytes.");
    }

    private void Conflict(string reason) => Refusal ??= new CommitResult(CommitKind.Conflict, Reason: reason);
}
