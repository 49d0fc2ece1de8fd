using Notifications.Storage;
using Notifications.Tracking;

namespace Notifications.Publishing;

/// <content>What publishers are answered; each answer is counted.</content>
internal sealed partial class EventPipeline
{
    private PublishResult Accepted(Step step, NotificationEvent e, NotificationId id, PublishKind kind)
    {
        var counters = engine.CountersFor(e.Drill);
        counters.Add(Counter.Accepted);
        if (kind == PublishKind.Unrouted)
            counters.Add(Counter.Unrouted);
        return e.Id is { } own ? new PublishResult(kind, own) : new PublishResult(kind, id);
    }

    private PublishResult Repeated(NotificationEvent e, in IdempotencyClaim claim, in IdempotencyClaim earlier)
    {
        if (string.Equals(claim.BodyHash, earlier.BodyHash, StringComparison.Ordinal))
        {
            engine.CountersFor(e.Drill).Add(Counter.Duplicate);
            return new PublishResult(PublishKind.Duplicate, earlier.IdText);
        }

        return Refuse(e, Idempotency.Conflict(claim, earlier));
    }

    // The publisher gave up, or its own code threw: there is no answer, but the accounts know that the event was not taken.
    private void NotTaken(NotificationEvent e) => engine.CountersFor(e.Drill).Add(Counter.Refused);

    private PublishResult Refuse(NotificationEvent e, NotificationError error)
    {
        engine.CountersFor(e.Drill).Add(Counter.Refused);
        engine.Log.EventRefused(error.Code, error.Message);
        return new PublishResult(PublishKind.Refused, e.Id, error);
    }
}
