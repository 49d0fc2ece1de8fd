namespace Notifications.Audit;

/// <summary>Is told of each audit record, to keep it elsewhere and for longer. Register as many as you like in the container.</summary>
public interface IAuditObserver
{
    /// <summary>Called once for each record, after it was stored, on the thread that recorded it: be quick, hand over, do not wait. What it throws is logged and harms nothing.</summary>
    /// <param name="record">The record.</param>
    void OnRecorded(AuditRecord record);
}
