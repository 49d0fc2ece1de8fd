using Notifications.Aggregation;
using Notifications.Audience;
using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Operations;
using Notifications.Policy;
using Notifications.Publishing;
using Notifications.Storage;
using Notifications.Suppression;
using Notifications.Suppression.Holds;
using Notifications.Suppression.Silences;
using Notifications.Tracking;

namespace Notifications.Hosting;

/// <summary>Takes up what the store has kept: states first, then the work, each where it was. No rule runs, nothing is sent early.</summary>
internal sealed class RecoveryStage(EngineContext engine, StepCommitter committer, FailureWatch watch, SilenceStage silences)
{
    private readonly Dictionary<long, AcceptedEvent> _events = [];
    private readonly Dictionary<long, ContentRecord> _contents = [];
    private readonly List<Delivery> _deliveries = [];
    private readonly List<Expansion> _expansions = [];
    private readonly List<DebounceState> _episodes = [];
    private readonly List<DeadLetterState> _letters = [];
    private readonly List<Delivery> _interrupted = [];
    private readonly List<Delivery> _ready = [];
    private readonly List<StoreRecord> _due = [];
    private readonly List<SilenceRecord> _silences = [];
    private readonly List<HeldAlert> _held = [];

    public async ValueTask RecoverAsync(CancellationToken cancellationToken)
    {
        await foreach (var record in engine.Store.ReadLiveAsync(cancellationToken).ConfigureAwait(false))
            Take(record);
        foreach (var state in _episodes)
        {
            var stripe = engine.Stripes[state.Identity];
            if (state.IsTracked)
                state.Alert = stripe.FindAlert(state.Identity);
            engine.Stripes.Open(state);
            _due.Add(state);
        }

        foreach (var letter in _letters)
        {
            letter.Alert = letter.Stored.IsTracked ? engine.Stripes[letter.Identity].FindAlert(letter.Identity) : null;
            committer.Keep(letter);
        }

        foreach (var silence in _silences)
            silences.Restore(silence);
        foreach (var held in _held)
            Hold(held);
        if (_interrupted.Count > 0)
            await HoldInterruptedAsync().ConfigureAwait(false);

        // In the order of their numbers, so that chains come back as they were.
        _deliveries.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        foreach (var delivery in _deliveries)
            Resume(delivery);

        CountRecovered();
        watch.Recover();

        // Nothing moves before everything has its place and is counted: a worker or a timer would find half a chain.
        foreach (var delivery in _ready)
            committer.Place(delivery, (delivery.Flags & DeliveryFlags.AwaitsLimit) != 0 ? engine.FindGate(delivery) : null);
        foreach (var due in _due)
            engine.Timers.Schedule(due);
        foreach (var expansion in _expansions)
        {
            Interlocked.Increment(ref engine.Searches);
            engine.Requests.Add(expansion);
            committer.Enqueue(expansion);
        }

        // What holds an alert is found anew: it may have ended while no process looked.
        engine.HoldWorker.Enqueue(_held);
        _events.Clear();
        _contents.Clear();
        _deliveries.Clear();
        _expansions.Clear();
        _episodes.Clear();
        _letters.Clear();
        _interrupted.Clear();
        _ready.Clear();
        _due.Clear();
        _silences.Clear();
        _held.Clear();
    }

    private void Hold(HeldAlert held)
    {
        engine.Holds.Link(held);
        HoldLife.Mark(engine, held, isHeld: true);
    }

    private void CountRecovered()
    {
        engine.Drills.Restore([.. _deliveries, .. _expansions, .. _episodes, .. _held, .. engine.Batches.Values]);
        var matches = _episodes.Sum(static e => e.WaitingEvents) + _held.Sum(static h => h.WaitingEvents) + engine.Batches.Values.Sum(static b => b.WaitingEvents) + _expansions.Sum(static x => x.WaitingEvents);
        engine.Counters.Add(Counter.Recovered, _deliveries.Count - engine.Drills.Pending);
        engine.Counters.Add(Counter.RecoveredMatches, matches - engine.Drills.Waiting);
        engine.Drills.Counters.Add(Counter.Recovered, engine.Drills.Pending);
        engine.Drills.Counters.Add(Counter.RecoveredMatches, engine.Drills.Waiting);
    }

    /// <summary>The process ended while these attempts were under way: nobody knows their outcome, and the channel says what follows from that.</summary>
    private async ValueTask HoldInterruptedAsync()
    {
        var now = engine.NowTicks();
        var step = Step.Rent(new DateTimeOffset(now, TimeSpan.Zero));
        foreach (var delivery in _interrupted)
        {
            delivery.Flags |= DeliveryFlags.MayHaveArrived;
            var channel = delivery.Runtime;
            var keyHolds = channel.Traits.IdempotencyWindow is { } window && now - delivery.StartTicks < window.Ticks;
            if (!DispatchRule.Holds(channel.Options.Unknown, channel.Traits.IsCostly, keyHolds))
                continue;
            delivery.Note(DecisionReason.HeldInDoubt);
            delivery.Restore(DeliveryState.InDoubt, delivery.Reasons);
            delivery.NextState = DeliveryState.InDoubt;
            var started = new DateTimeOffset(delivery.LeasedTicks, TimeSpan.Zero);
            delivery.GetDetails().Add(new AttemptRecord(
                delivery.Attempts, channel.Name, started, step.Now, DeliveryResultKind.Unknown, "the process ended while the attempt was under way", NextAt: null));
            step.Batch.Change(delivery, ChangeKind.Update);
            engine.Log.HeldInDoubt(channel.Name, delivery.GetId().ToString());
        }

        // One that is not committed is held all the same, and found again by the next start.
        await committer.CommitAsync(step, CancellationToken.None).ConfigureAwait(false);
        step.Return();
    }

    private void Take(StoredRecord record)
    {
        switch (record.Kind)
        {
            case StoredRecordKind.Event:
                _events[record.Event.Id.Value] = record.Event;
                break;
            case StoredRecordKind.Content when record.Content is { } content:
                _contents[content.Id] = content;
                break;
            case StoredRecordKind.State:
                TakeState(record);
                break;
            case StoredRecordKind.Item when record.ItemKind == WorkItemKind.Expansion:
                var expansion = ExpansionFormat.Read(record.Payload.Span, Event, id => _contents.GetValueOrDefault(id));
                expansion.StoreSlot = record.StoreSlot;
                _expansions.Add(expansion);
                break;
            case StoredRecordKind.Item:
                TakeDelivery(record);
                break;
        }
    }

    private void TakeState(StoredRecord record)
    {
        KeyedState? state;
        switch (record.StateKind)
        {
            case StateKind.Alert:
                var alert = AlertFormat.Read(record.Payload.Span);
                engine.Stripes.Track(alert);
                _due.Add(alert);
                state = alert;
                break;
            case StateKind.Debounce:
                var episode = AggregationFormat.ReadDebounce(record.Payload.Span);
                _episodes.Add(episode);
                state = episode;
                break;
            case StateKind.Batch:
                var batch = AggregationFormat.ReadBatch(record.Payload.Span);
                engine.Batches[(batch.RuleName, batch.Tenant, batch.Audience)] = batch;
                _due.Add(batch);
                state = batch;
                break;
            case StateKind.Limit:
                var limit = PolicyFormat.ReadLimit(record.Payload.Span);
                engine.Limits.Restore(limit, Array.Find(engine.Current.Limits, l => string.Equals(l.Name, limit.Limit, StringComparison.Ordinal)));
                limit.DueTicks = limit.Arrival;
                _due.Add(limit);
                state = limit;
                break;
            case StateKind.DeadLetter:
                var letter = DeadLetterFormat.Read(record.Payload.Span);
                _letters.Add(letter);
                state = letter;
                break;
            case StateKind.SentContent:
                var sent = PolicyFormat.ReadSentContent(record.Payload.Span);
                engine.SentContents[sent.GetKey()] = sent;
                _due.Add(sent);
                state = sent;
                break;
            case StateKind.DisabledDestination:
                var gone = PolicyFormat.ReadDisabledDestination(record.Payload.Span);
                engine.DisabledDestinations[gone.GetKey()] = gone;
                state = gone;
                break;
            case StateKind.Silence:
                var silence = SilenceFormat.Read(record.Payload.Span);
                _silences.Add(silence);
                state = silence;
                break;
            case StateKind.HeldAlert:
                var held = HoldFormat.ReadHeld(record.Payload.Span);
                _held.Add(held);
                state = held;
                break;
            case StateKind.InhibitingAlert:
                var source = HoldFormat.ReadInhibiting(record.Payload.Span);
                engine.Holds.Fires(source, engine.Clock.GetUtcNow());
                _due.Add(source);
                state = source;
                break;
            default:
                throw new InvalidDataException($"The store has a state of kind {(int)record.StateKind}, which this release does not know: run the release that wrote it.");
        }

        state.Version = record.Version;
        state.StoreSlot = record.StoreSlot;
    }

    private void TakeDelivery(StoredRecord record)
    {
        var stored = DeliveryFormat.Read(record.Payload.Span);
        var channel = engine.Channels.Find(stored.Record.Channel);
        if (channel is null)
        {
            // What is pending for a channel that is no longer configured is reported and stays in the store for the release that has it.
            engine.Log.PendingForUnknownChannel(stored.Record.Channel, stored.Record.Id.ToString());
            return;
        }

        var alert = stored.IsTracked ? engine.Stripes[EventIdentity.Of(Event(stored.Record.EventId))].FindAlert(EventIdentity.Of(Event(stored.Record.EventId))) : null;
        var delivery = stored.ToDelivery(Event(stored.Record.EventId), channel, _contents.GetValueOrDefault(stored.ContentId), alert);
        delivery.StoreSlot = record.StoreSlot;
        _deliveries.Add(delivery);
        if (stored.Record.State != DeliveryState.Leased)
            return;
        delivery.LeasedTicks = stored.LeasedTicks;
        _interrupted.Add(delivery);
    }

    private void Resume(Delivery delivery)
    {
        engine.Requests.Add(delivery);
        if (delivery.State == DeliveryState.InDoubt)
        {
            delivery.NextState = DeliveryState.InDoubt;
            engine.InDoubt[delivery.Id] = delivery;
        }

        if (delivery.Details is { Alert: { } alert } details)
        {
            var told = alert.Find(delivery.Runtime.Name, delivery.Destination);
            if (told is null)
                alert.Destinations.Add(told = new ToldDestination(delivery.Runtime.Name, delivery.Destination) { RuleName = delivery.RuleName, Lane = delivery.Lane });
            details.Told = told;
            if ((delivery.Flags & DeliveryFlags.AwaitsSchedule) != 0)
            {
                alert.Scheduled++;
                _due.Add(delivery);
                return;
            }

            // One in doubt holds up nobody: what its destination may know is remembered.
            if (delivery.State == DeliveryState.InDoubt)
            {
                alert.Kept++;
                return;
            }

            var isFirst = told.Head is null;
            told.Append(delivery);
            if (!isFirst)
            {
                delivery.Flags |= DeliveryFlags.AwaitsOrder;
                return;
            }
        }

        delivery.Flags &= ~DeliveryFlags.AwaitsOrder;
        if (delivery.State == DeliveryState.Ready)
            _ready.Add(delivery);
    }

    private NotificationEvent Event(long number) => _events.TryGetValue(number, out var accepted)
        ? accepted.Event
        : throw new InvalidDataException($"The store has work for event {number}, but not the event: restore the store from a backup, or remove the work.");
}
