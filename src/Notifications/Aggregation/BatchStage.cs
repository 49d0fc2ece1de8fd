using Notifications.Audience;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Routing;
using Notifications.Suppression.Holds;

namespace Notifications.Aggregation;

/// <summary>Holds matches until a rule's batch is full, its window has ended or its schedule comes round.</summary>
internal sealed class BatchStage(EngineContext engine, AggregationStage aggregation, BatchSieve sieve)
{
    private const int MaxSamples = 20;

    /// <summary>So many of a batch can be held one by one when it leaves; the others leave with it. As many as a batch has that is not told another size.</summary>
    private const int MaxMembers = 100;

    /// <summary>Forgets a batch that holds nothing: there may be as many as there are tenants and customers. The caller holds its gate.</summary>
    public static void Forget(EngineContext engine, BatchState batch)
    {
        batch.IsOver = true;
        engine.Batches.TryRemove(new((batch.RuleName, batch.Tenant, batch.Audience), batch));
    }

    /// <summary>Finds the batch that an event belongs to, and takes its gate; null when there are too many to begin another.</summary>
    public async ValueTask<BatchState?> EnterAsync(CompiledRule rule, NotificationEvent e, long nowTicks, CancellationToken cancellationToken)
    {
        var audience = AudienceKey.Of(rule, e, nowTicks, engine.Current.Engine.MaxFanOut);
        var key = (rule.Name, e.TenantId ?? string.Empty, e.Drill ? audience + BatchState.DrillKey : audience);
        while (true)
        {
            if (!engine.Batches.TryGetValue(key, out var batch) && HoldBound.IsReached(engine, engine.Batches.Count))
                return null;
            batch ??= engine.Batches.GetOrAdd(key, static key => new BatchState(key.Rule, key.Tenant, key.Audience));
            await batch.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (!batch.IsOver)
                return batch;
            batch.Gate.Release();
        }
    }

    /// <summary>Gives the gate back.</summary>
    public void Leave(BatchState batch)
    {
        if (batch.Held is null)
            Forget(engine, batch);
        batch.Gate.Release();
    }

    public void Join(Step step, in MatchContext match, BatchState batch)
    {
        var rule = match.Rule!;
        step.Save(batch);
        var held = batch.Held?.Copy() ?? new HeldEvents();
        if (engine.Holds.IsActive && held.Members.Count < MaxMembers)
        {
            var member = new HeldMember(match.Event, match.EventNumber, match.AcceptedTicks, HoldStage.IsAlert(match.Event) ? match.Alert : null);
            held.AddMember(member, MaxSamples);
            Count(step, member, 1);
        }
        else
            held.Add(match.Event, match.EventNumber, match.AcceptedTicks, MaxSamples);
        if (rule.Batch is { } options && held.Count >= options.MaxSize)
        {
            Flush(step, batch, held, rule);
            return;
        }

        if (batch.Held is null)
        {
            batch.DueTicks = DueAfter(rule, step.Now).UtcTicks;
            step.Due.Add(batch);
        }

        batch.Held = held;
        step.Put(batch);
        step.Trace(match.EventNumber, rule.Name, DecisionReason.BatchJoined);
    }

    public void FlushAtEnd(Step step, BatchState batch, CompiledRule? rule)
    {
        if (batch.Held is not { } held)
            return;
        step.Save(batch);
        Flush(step, batch, held, rule);
    }

    /// <summary>Takes one out that is held.</summary>
    public static void TakeOut(Step step, BatchState batch, HeldEvents waiting, HeldMember member)
    {
        step.Save(batch);
        Count(step, member, -1);
        if (waiting.Only([.. waiting.Members.Where(m => m != member)], MaxSamples) is { } rest)
        {
            batch.Held = rest;
            step.Put(batch);
        }
        else
        {
            Close(step, batch);
        }
    }

    private void Flush(Step step, BatchState batch, HeldEvents held, CompiledRule? rule)
    {
        HeldEvents? kept = null;

        // Also where nothing leaves, what is held back is counted where it belongs.
        step.Tally.IsDrill = held.Newest.Drill;
        var leaving = rule is not null && engine.Holds.IsActive ? sieve.Sift(step, rule, held, out kept) : held;
        CountLeaving(step, held.Members, kept);
        if (kept is null)
        {
            Close(step, batch);
        }
        else
        {
            batch.Held = kept;
            batch.DueTicks = step.NowTicks + TimeSpan.TicksPerSecond;
            step.Put(batch);
            step.Due.Add(batch);
            step.Looks.Add(batch);
        }

        if (leaving is null)
            return;
        step.Originals.Add(EventsBeside.Of(leaving.NewestEventNumber, leaving.NewestAcceptedTicks, leaving.Newest));
        aggregation.Flush(step, leaving.WithoutStatus(), rule, batch.RuleName, null, rule is null ? DecisionReason.RuleRemoved : DecisionReason.BatchFlushed);
    }

    /// <summary>What is remembered of an alert is kept for as long as a batch may have to know it.</summary>
    private static void Count(Step step, in HeldMember member, int change)
    {
        if (member.Alert is { } alert)
            step.Batched.Add((alert, change));
    }

    // Those that are kept are in the order of all.
    private static void CountLeaving(Step step, IReadOnlyList<HeldMember> members, HeldEvents? kept)
    {
        var next = 0;
        foreach (var member in members)
        {
            if (kept is not null && next < kept.Members.Count && kept.Members[next].Number == member.Number)
                next++;
            else
                Count(step, member, -1);
        }
    }

    private static DateTimeOffset DueAfter(CompiledRule rule, DateTimeOffset now) =>
        rule.Schedule?.Next(now) ?? now + (rule.Batch?.Window ?? TimeSpan.Zero);

    private static void Close(Step step, BatchState batch)
    {
        batch.Held = null;
        batch.DueTicks = 0;
        if (batch.Version > 0)
            step.End(batch);
    }
}
