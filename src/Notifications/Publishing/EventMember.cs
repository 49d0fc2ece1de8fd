namespace Notifications.Publishing;

/// <summary>The members of an event's JSON that mean something to the engine.</summary>
internal enum EventMember
{
    Other,
    SpecVersion,
    Type,
    Id,
    Source,
    Subject,
    Time,
    Severity,
    Status,
    TenantId,
    Labels,
    Data,
    BinaryData,
    CorrelationKey,
    IdempotencyKey,
    TraceParent,
    Drill,
}
