namespace Notifications;

/// <summary>What became of a call about a silence.</summary>
/// <param name="Silence">The silence as it is now; null when the call was refused.</param>
/// <param name="Error">Why it was refused; null when it was not.</param>
/// <param name="Replaced">The id of the silence that was ended because changing it would have changed history; null for none.</param>
public sealed record SilenceResult(SilenceInfo? Silence, NotificationError? Error = null, string? Replaced = null)
{
    /// <summary>True when it was done.</summary>
    public bool IsAccepted => Error is null;
}
