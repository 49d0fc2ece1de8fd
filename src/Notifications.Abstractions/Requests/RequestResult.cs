namespace Notifications;

/// <summary>What became of a request.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="RequestId">The id to cancel it and to find it by. Empty when refused.</param>
/// <param name="Error">Why it was refused and what to do; null when it was not.</param>
public readonly record struct RequestResult(RequestKind Kind, string RequestId, NotificationError? Error = null)
{
    /// <summary>True when the engine has the request in its care, now or from an earlier call.</summary>
    public bool IsAccepted => Kind != RequestKind.Refused;
}
