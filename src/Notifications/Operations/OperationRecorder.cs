using Notifications.Hosting;

namespace Notifications.Operations;

/// <summary>Writes down who did what: for whoever comes second, and for the log.</summary>
internal sealed class OperationRecorder(EngineContext engine, OperationLog log)
{
    private readonly OperationTrail _trail = new();

    public HandledDelivery? FindFirst(long deliveryId) => _trail.Find(deliveryId);

    public void Done(long deliveryId, OperationKind operation, string channel, OperationActor actor, string? newDeliveryId)
    {
        var now = engine.Clock.GetUtcNow();
        _trail.Add(deliveryId, new HandledDelivery(operation, actor, now, newDeliveryId));
        log.Done(operation, new NotificationId(deliveryId, now).ToString(), channel, actor.Id, actor.Reason ?? string.Empty);
    }

    public void Forgotten(DeadLetterState letter)
    {
        engine.Counters.Add(Tracking.Counter.DeadLettersForgotten);
        _trail.Add(letter.Id, new HandledDelivery(OperationKind.Forget, null, engine.Clock.GetUtcNow()));
        if (engine.LogPace.IsTime(nameof(Forgotten), engine.NowTicks()))
            log.Forgotten(letter.Stored.Record.Channel, engine.Current.Engine.DeadLetterCapacity);
    }
}
