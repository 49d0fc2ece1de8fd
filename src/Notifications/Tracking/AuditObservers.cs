using Notifications.Audit;
using Notifications.Telemetry;

namespace Notifications.Tracking;

/// <summary>Those who want to hear of audit records. One that fails harms neither the record nor the others.</summary>
internal sealed class AuditObservers(IReadOnlyList<IAuditObserver> observers, EngineLog log)
{
    public void Tell(ReadOnlySpan<AuditRecord> records)
    {
        if (records.IsEmpty || observers.Count == 0)
            return;

        // An observer may publish, which uses the batch again.
        foreach (var record in records.ToArray())
        {
            foreach (var observer in observers)
                Tell(observer, record);
        }
    }

    private void Tell(IAuditObserver observer, AuditRecord record)
    {
        try
        {
            observer.OnRecorded(record);
        }
#pragma warning disable CA1031 // Whatever an observer throws, the record is stored and the others are told.
        catch (Exception error)
#pragma warning restore CA1031
        {
            log.AuditObserverFailed(observer.GetType().Name, error);
        }
    }
}
