using Notifications.Audit;

namespace Notifications.Storage;

/// <summary>All that one step changes, in a column for each kind of change. Reused by the engine: a store reads it during the commit only.</summary>
public sealed class ChangeBatch
{
    private readonly List<AcceptedEvent> _events = [];
    private readonly List<ItemChange> _items = [];
    private readonly List<StateChange> _states = [];
    private readonly List<IdempotencyClaim> _keys = [];
    private readonly List<ContentRecord> _contents = [];
    private readonly List<DecisionRecord> _decisions = [];
    private readonly List<AuditRecord> _audits = [];

    /// <summary>Events accepted.</summary>
    public ReadOnlySpan<AcceptedEvent> Events => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_events);

    /// <summary>Work items added, changed and finished.</summary>
    public ReadOnlySpan<ItemChange> Items => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_items);

    /// <summary>Keyed states put and removed.</summary>
    public ReadOnlySpan<StateChange> States => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_states);

    /// <summary>Idempotency keys claimed.</summary>
    public ReadOnlySpan<IdempotencyClaim> Keys => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_keys);

    /// <summary>Content that new items refer to.</summary>
    public ReadOnlySpan<ContentRecord> Contents => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_contents);

    /// <summary>Decisions for the trace.</summary>
    public ReadOnlySpan<DecisionRecord> Decisions => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_decisions);

    /// <summary>Records for the audit log.</summary>
    public ReadOnlySpan<AuditRecord> Audits => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_audits);

    /// <summary>True when there is nothing to commit.</summary>
    public bool IsEmpty => _events.Count + _items.Count + _states.Count + _keys.Count + _contents.Count + _decisions.Count + _audits.Count == 0;

    /// <summary>Adds an accepted event. One that is stored already may come again, with a new item: a store keeps an event for as long as items refer to it, and may have let go of this one meanwhile; else it keeps either.</summary>
    /// <param name="acceptedEvent">The event.</param>
    public void Accept(in AcceptedEvent acceptedEvent) => _events.Add(acceptedEvent);

    /// <summary>Adds a change to a work item. A batch names each item once.</summary>
    /// <param name="item">The item.</param>
    /// <param name="kind">What happens to it.</param>
    public void Change(WorkItem item, ChangeKind kind) => _items.Add(new ItemChange(item, kind));

    /// <summary>Adds a change to a keyed state. A batch names each state once.</summary>
    /// <param name="state">The state.</param>
    /// <param name="kind">What happens to it.</param>
    public void Change(KeyedState state, ChangeKind kind) => _states.Add(new StateChange(state, kind));

    /// <summary>Adds the claim of an idempotency key.</summary>
    /// <param name="claim">The claim.</param>
    public void Claim(in IdempotencyClaim claim) => _keys.Add(claim);

    /// <summary>Adds content.</summary>
    /// <param name="content">The content.</param>
    public void Add(ContentRecord content) => _contents.Add(content);

    /// <summary>Adds a decision to the trace.</summary>
    /// <param name="decision">The decision.</param>
    public void Trace(in DecisionRecord decision) => _decisions.Add(decision);

    /// <summary>Adds a record to the audit log.</summary>
    /// <param name="record">The record, with its id and instant.</param>
    public void Audit(AuditRecord record) => _audits.Add(record);

    /// <summary>Empties the batch for the next step.</summary>
    public void Clear()
    {
        _events.Clear();
        _items.Clear();
        _states.Clear();
        _keys.Clear();
        _contents.Clear();
        _decisions.Clear();
        _audits.Clear();
    }
}
