using System.Runtime.InteropServices;
using Notifications.Aggregation;
using Notifications.Audience;
using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Operations;
using Notifications.Policy;
using Notifications.Publishing;
using Notifications.Routing;
using Notifications.Storage;
using Notifications.Suppression;
using Notifications.Suppression.Holds;
using Notifications.Suppression.Silences;
using Notifications.Tracking;

namespace Notifications.Hosting;

/// <summary>Takes up what the store has kept: states first, then the work, each where it was. No rule runs, nothing is sent early.</summary>
internal sealed class RecoveryStage(EngineContext engine, StepCommitter committer, FailureWatch watch, SilenceStage silences, RuleArchive rules)
{
    private readonly List<Delivery> _ready = [];
    private readonly List<StoreRecord> _due = [];

    public async ValueTask RecoverAsync(CancellationToken cancellationToken)
    {
        using var pause = CollectionPause.Begin(engine.Store.Count());
        var records = new RecoveredRecords(engine);
        await engine.Store.ReadLiveAsync(records, cancellationToken).ConfigureAwait(false);
        _due.AddRange(records.Due);
        foreach (var state in records.Episodes)
        {
            var stripe = engine.Stripes[state.Identity];
            if (state.IsTracked)
                state.Alert = stripe.FindAlert(state.Identity);
            engine.Stripes.Open(state);
            _due.Add(state);
        }

        foreach (var batch in engine.Batches.Values)
            Remember(batch);
        foreach (var letter in records.Letters)
        {
            letter.Alert = letter.Stored.IsTracked ? engine.Stripes[letter.Identity].FindAlert(letter.Identity) : null;
            committer.Keep(letter);
        }

        foreach (var silence in records.Silences)
            silences.Restore(silence);
        foreach (var held in records.Held)
            Hold(held);
        var expansions = records.Items.SelectMany(static i => i.Expansions).ToList();
        await new InterruptedStage(engine, committer).TakeUpAsync(records, expansions).ConfigureAwait(false);

        // In the order of their numbers, so that chains come back as they were.
        var deliveries = records.MergeDeliveries();
        await rules.StartAsync(records.Rules, () => FindUsedRules(records, deliveries, expansions)).ConfigureAwait(false);
        foreach (var absent in engine.Channels.Absent)
            engine.Log.PendingForUnknownChannel(absent.Name, deliveries.Count(d => ReferenceEquals(d.Runtime, absent)));
        _due.EnsureCapacity(_due.Count + deliveries.Count);
        foreach (var delivery in deliveries)
            Resume(delivery);

        CountRecovered(records, deliveries, expansions);
        watch.Recover();

        // Nothing moves before everything has its place and is counted: a worker or a timer would find half a chain.
        foreach (var delivery in _ready)
            committer.Place(delivery, (delivery.Flags & DeliveryFlags.AwaitsLimit) != 0 ? engine.FindGate(delivery) : null);
        engine.Timers.Schedule(_due);
        foreach (var expansion in expansions)
        {
            Interlocked.Increment(ref engine.Searches);
            engine.Requests.Add(expansion);
            committer.Enqueue(expansion);
        }

        // What holds an alert is found anew: it may have ended while no process looked.
        engine.HoldWorker.Enqueue(records.Held);
        _ready.Clear();
        _due.Clear();
    }

    /// <summary>The rules that something waits for, and how much.</summary>
    private Dictionary<string, int> FindUsedRules(RecoveredRecords records, List<Delivery> deliveries, List<Expansion> expansions)
    {
        var used = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var names = records.Episodes.Select(static e => e.RuleName)
            .Concat(engine.Batches.Values.Select(static b => b.RuleName))
            .Concat(records.Held.SelectMany(static h => h.Entries, static (_, e) => e.RuleName))
            .Concat(records.Letters.Select(static l => l.Stored.Rule))
            .Concat(deliveries.Select(static d => d.RuleName))
            .Concat(expansions.Select(static x => x.RuleName));
        foreach (var name in names)
        {
            if (name is not null)
                CollectionsMarshal.GetValueRefOrAddDefault(used, name, out _)++;
        }

        return used;
    }

    /// <summary>What is remembered of the alerts that wait in a batch is not forgotten meanwhile.</summary>
    private void Remember(BatchState batch)
    {
        if (batch.Held is not { Members.Count: > 0 } held)
            return;
        var members = held.Members.Select(FindAlert).ToArray();
        batch.Held = HeldEvents.Restore(held.Count, held.FirstTicks, held.LastTicks, held.NewestEventNumber, held.NewestAcceptedTicks, held.Newest, held.Samples, members);
        foreach (var member in members)
            member.Alert?.CountBatched(1);
    }

    private HeldMember FindAlert(HeldMember member)
    {
        if (!HoldStage.IsAlert(member.Event))
            return member;
        var identity = EventIdentity.Of(member.Event);
        return member with { Alert = engine.Stripes[identity].FindAlert(identity) };
    }

    private void Hold(HeldAlert held)
    {
        engine.Holds.Link(held);
        HoldLife.Mark(engine, held, isHeld: true);
    }

    private void CountRecovered(RecoveredRecords records, List<Delivery> deliveries, List<Expansion> expansions)
    {
        engine.Drills.Restore(deliveries.Concat<StoreRecord>(expansions).Concat(records.Episodes).Concat(records.Held).Concat(engine.Batches.Values));
        var matches = records.Episodes.Sum(static e => e.WaitingEvents) + records.Held.Sum(static h => h.WaitingEvents)
            + engine.Batches.Values.Sum(static b => b.WaitingEvents) + expansions.Sum(static x => x.WaitingEvents);
        engine.Counters.Add(Counter.Recovered, deliveries.Count - engine.Drills.Pending);
        engine.Counters.Add(Counter.RecoveredMatches, matches - engine.Drills.Waiting);
        engine.Drills.Counters.Add(Counter.Recovered, engine.Drills.Pending);
        engine.Drills.Counters.Add(Counter.RecoveredMatches, engine.Drills.Waiting);
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
                // Who may have heard that it fires hears of its end. One that is outdated had its end.
                if (delivery.SourceEvent.Status is NotificationStatus.Firing or NotificationStatus.Acknowledged
                    && !RequeueRule.IsOutdated(delivery.SourceEvent.Status, delivery.EventNumber, alert.ChangedBy))
                    told.MayHaveArrived = true;
                alert.Kept++;
                return;
            }

            var isFirst = told.Head is null;
            told.Append(delivery);
            if (!isFirst)
            {
                delivery.Flags |= DeliveryFlags.AwaitsOrder;

                // What some have waits no longer for the others when something newer is there.
                if (told.Head is { DueTicks: > 0, State: DeliveryState.Ready, Details.Remaining: not null } head)
                    head.DueTicks = engine.NowTicks();
                return;
            }
        }

        delivery.Flags &= ~DeliveryFlags.AwaitsOrder;
        if (delivery.State != DeliveryState.Ready)
            return;
        if (delivery.DueTicks > 0)
            _due.Add(delivery);
        else
            _ready.Add(delivery);
    }
}
