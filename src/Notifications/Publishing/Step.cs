using Notifications.Aggregation;
using Notifications.Audience;
using Notifications.Dispatch;
using Notifications.Policy;
using Notifications.Routing;
using Notifications.Storage;
using Notifications.Suppression;

namespace Notifications.Publishing;

/// <summary>One step of the engine while it is decided: what it changes, and what has to follow once that is committed. Reused.</summary>
internal sealed class Step
{
    // Where commits wait for a disk, as many steps are under way as callers.
    private const int MostSpare = 1024;
    private static readonly SparePool<Step> Spares = new(MostSpare);

    [ThreadStatic]
    private static Step? _spare;

    private readonly List<StateUndo> _undo = [];

    public ChangeBatch Batch { get; } = new();

    /// <summary>New deliveries, with the place that each takes once the step is committed.</summary>
    public List<Placement> Placements { get; } = [];

    /// <summary>The same deliveries, to be found.</summary>
    public PlannedDeliveries Planned { get; } = new();

    public List<Delivery> Superseded { get; } = [];

    /// <summary>Deliveries that go on to their queue, or to wait for a limit.</summary>
    public List<(Delivery Delivery, LimitGate? Gate)> Parked { get; } = [];

    /// <summary>Scheduled deliveries whose time has come: they take their places in their chains, some to wait for a limit there.</summary>
    public List<(Delivery Delivery, LimitGate? Gate)> Joining { get; } = [];

    /// <summary>Deliveries that a limit dropped: created and over in the same step.</summary>
    public List<Delivery> Dropped { get; } = [];

    public List<Expansion> Expansions { get; } = [];

    /// <summary>States that begin with this step.</summary>
    public List<KeyedState> NewStates { get; } = [];

    /// <summary>States that end with this step.</summary>
    public List<KeyedState> EndedStates { get; } = [];

    /// <summary>States whose due time has changed.</summary>
    public List<StoreRecord> Due { get; } = [];

    /// <summary>Limits that were charged, once for each grant.</summary>
    public List<Policy.LimitGate> Charged { get; } = [];

    /// <summary>What may be free, or over, once the step is committed: silences, batches.</summary>
    public List<object> Looks { get; } = [];

    /// <summary>The held alert that the step works on.</summary>
    public Suppression.Holds.HeldAlert? Held { get; set; }

    /// <summary>What the step knew of what holds, when it first asked; -1 when it has not.</summary>
    public long HoldVersion { get; set; } = -1;

    /// <summary>A resolved alert is held, so that one of its matches told nobody.</summary>
    public bool HasHeldEnd { get; set; }

    /// <summary>Alerts that have become members of a batch, or are no more.</summary>
    public List<(AlertState Alert, int Change)> Batched { get; } = [];

    /// <summary>Events as they were published, of which messages are made in another form.</summary>
    public List<AcceptedEvent> Originals { get; } = [];

    /// <summary>Working space: destinations that are owed the end.</summary>
    public List<ToldDestination> Owed { get; } = [];

    /// <summary>What was rendered in this step, so that a fan-out shares it.</summary>
    public List<Rendering.RenderedContent> Rendered { get; } = [];

    /// <summary>The batches that matches wait in, entered: which match, and where.</summary>
    public List<(int Match, BatchState Batch)> Batches { get; } = [];

    /// <summary>The content of an exercise that was marked last, so that a fan-out shares it.</summary>
    public ContentRecord? Marked { get; set; }

    public MatchList Matches;

    public MatchTally Tally;

    public DateTimeOffset Now { get; private set; }

    public long NowTicks { get; private set; }

    public bool IsCommitted { get; private set; }

    /// <summary>How many sends led to this step.</summary>
    public int PublishDepth { get; set; }

    /// <summary>What intake has to say of an event that is taken all the same; none for most.</summary>
    public DecisionReason Intake { get; set; }

    /// <summary>A number taken beforehand for the first delivery; 0 for none.</summary>
    public long SpareId { get; set; }

    public long NextId(IdSource ids)
    {
        var id = SpareId == 0 ? ids.Next() : SpareId;
        SpareId = 0;
        return id;
    }

    public static Step Rent(DateTimeOffset now)
    {
        var step = _spare;
        if (step is null && !Spares.TryTake(out step))
            step = new Step();
        _spare = null;
        step.Now = now;
        step.NowTicks = now.UtcTicks;
        step.SpareId = 0;
        step.Intake = DecisionReason.None;
        step.PublishDepth = SendScope.Current?.Depth ?? 0;
        return step;
    }

    public void Return()
    {
        Batch.Clear();
        Placements.Clear();
        Planned.Clear();
        Rendered.Clear();
        Superseded.Clear();
        Dropped.Clear();
        Parked.Clear();
        Joining.Clear();
        Expansions.Clear();
        NewStates.Clear();
        EndedStates.Clear();
        Due.Clear();
        Charged.Clear();
        Owed.Clear();
        Originals.Clear();
        Looks.Clear();
        Batched.Clear();
        Held = null;
        HoldVersion = -1;
        HasHeldEnd = false;
        Batches.Clear();
        _undo.Clear();
        Matches.Clear();
        Tally = default;
        Marked = null;
        IsCommitted = false;
        if (_spare is null)
            _spare = this;
        else
            Spares.Give(this);
    }

    /// <summary>Remembers an episode as it is, before the step changes it.</summary>
    public void Save(DebounceState state) => _undo.Add(new StateUndo(state, state.Version, state.Version > 0 ? state.Episode : null, state.Held));

    public void Save(BatchState state) => _undo.Add(new StateUndo(state, state.Version, null, state.Held, state.DueTicks));

    public void Save(KeyedState state) => _undo.Add(new StateUndo(state, state.Version, null, null, state.DueTicks, (state as Suppression.AlertState)?.Latest ?? default, (state as Suppression.AlertState)?.Destinations.Count ?? 0, (state as Suppression.AlertState)?.ChangedBy ?? 0, StateUndo.Facts(state), (state as Suppression.AlertState)?.Destinations));

    /// <summary>The step is committed: there is nothing to take back any more.</summary>
    public void Commit() => IsCommitted = true;

    /// <summary>The step was not committed: everything is as it was.</summary>
    public void Undo()
    {
        for (var i = _undo.Count - 1; i >= 0; i--)
            _undo[i].Apply();
        _undo.Clear();
    }

    /// <summary>Puts a changed state into the batch, once.</summary>
    public void Put(KeyedState state)
    {
        state.Version++;
        Batch.Change(state, state.Version == 1 ? ChangeKind.Add : ChangeKind.Update);
    }

    /// <summary>Ends a state.</summary>
    public void End(KeyedState state)
    {
        if (state.Version > 0)
            state.Version++;
        Batch.Change(state, ChangeKind.Remove);
        EndedStates.Add(state);
    }

    public void Trace(long eventNumber, string? rule, DecisionReason reason, string? channel = null, long related = 0, string? detail = null) =>
        Batch.Trace(new DecisionRecord(eventNumber, NowTicks, rule, reason, channel, related, detail));
}
