using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Tracking;

namespace Notifications.Operations;

/// <summary>Writes down who did what: for whoever comes second, and for the log.</summary>
internal sealed class OperationRecorder(EngineContext engine, AuditStage audit, OperationLog log)
{
    public HandledDelivery? FindFirst(long deliveryId) => engine.Operations.Find(deliveryId);

    /// <summary>Puts an operation into the audit, together with what it does.</summary>
    /// <returns>What whoever comes second is told.</returns>
    public HandledDelivery Audit(Step step, OperationKind operation, OperationActor actor, string tenant, string deliveryId, string? newDeliveryId = null)
    {
        // It was checked at the door, so that it fits.
        audit.TryAdd(step, OperationRule.Record(ActionOf(operation), actor, tenant, deliveryId), out _);
        return new HandledDelivery(operation, actor, step.Now, newDeliveryId);
    }

    /// <summary>Why it was not sent again stands in the trace, too; a store that does not take that holds up nobody.</summary>
    public async ValueTask TraceOutdatedAsync(StepCommitter committer, long eventNumber, string? rule, string channel, long deliveryId)
    {
        var step = Step.Rent(engine.Clock.GetUtcNow());
        try
        {
            step.Trace(eventNumber, rule, DecisionReason.RequeueOutdated, channel, deliveryId);
            await committer.CommitAsync(step, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            step.Return();
        }
    }

    public void Log(string deliveryId, HandledDelivery handled, string channel) =>
        log.Done(handled.Operation, deliveryId, channel, handled.Actor?.Who.ToString() ?? "System", handled.Actor?.Reason ?? string.Empty);

    public void Forgotten(DeadLetterState letter)
    {
        engine.Counters.Add(Counter.DeadLettersForgotten);
        if (engine.LogPace.IsTime(nameof(Forgotten), engine.NowTicks()))
            log.Forgotten(letter.Stored.Record.Channel, engine.Current.Engine.DeadLetterCapacity);
    }

    private static string ActionOf(OperationKind operation) => operation switch
    {
        OperationKind.Requeue => "delivery.requeued",
        OperationKind.Discard => "delivery.discarded",
        OperationKind.MarkDelivered => "delivery.marked_delivered",
        _ => "delivery.sent_again",
    };
}
