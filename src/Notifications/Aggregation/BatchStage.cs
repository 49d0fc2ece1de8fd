using Notifications.Configuration;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Routing;

namespace Notifications.Aggregation;

/// <summary>Holds matches until a rule's batch is full, its window has ended or its schedule comes round.</summary>
internal sealed class BatchStage(EngineContext engine, AggregationStage aggregation)
{
    private const int MaxSamples = 20;

    /// <summary>The batch of a rule and tenant. The caller holds its gate while it works on it.</summary>
    public BatchState Find(string ruleName, string tenant) =>
        engine.Batches.GetOrAdd((ruleName, tenant), static key => new BatchState(key.Rule, key.Tenant));

    public void Join(Step step, in MatchContext match, BatchState batch)
    {
        var rule = match.Rule!;
        step.Save(batch);
        var held = batch.Held?.Copy() ?? new HeldEvents();
        held.Add(match.Event, match.EventNumber, match.AcceptedTicks, MaxSamples);
        if (rule.Batch is { } options && held.Count >= options.MaxSize)
        {
            Close(step, batch);
            aggregation.Flush(step, held.WithoutStatus(), rule, rule.Name, null, DecisionReason.BatchFlushed);
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
        Close(step, batch);
        aggregation.Flush(step, held.WithoutStatus(), rule, batch.RuleName, null, rule is null ? DecisionReason.RuleRemoved : DecisionReason.BatchFlushed);
    }

    private static DateTimeOffset DueAfter(CompiledRule rule, DateTimeOffset now) =>
        rule.Schedule?.Next(now) ?? now + (rule.Batch?.Window ?? TimeSpan.Zero);

    // An empty batch stays in memory for the next one; the store forgets it.
    private static void Close(Step step, BatchState batch)
    {
        batch.Held = null;
        batch.DueTicks = 0;
        if (batch.Version > 0)
            step.End(batch);
    }
}
