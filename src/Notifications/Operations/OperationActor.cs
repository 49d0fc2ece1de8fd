namespace Notifications.Operations;

/// <summary>Who did something, and why: stands in the audit and in the answer to whoever comes second.</summary>
/// <param name="Id">The person's or program's id as the host knows it: 1 to 255 characters without control characters.</param>
/// <param name="Reason">Why, at most 1,024 characters. Default: none.</param>
public sealed record OperationActor(string Id, string? Reason = null);
