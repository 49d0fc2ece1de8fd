using Notifications.Audit;

namespace Notifications.Operations;

/// <summary>Who does something, and why: stands in the audit, and in the answer to whoever comes second.</summary>
/// <param name="Who">The person or program.</param>
/// <param name="Reason">Why, at most 1,024 characters. Default: none.</param>
public sealed record OperationActor(AuditActor Who, string? Reason = null);
