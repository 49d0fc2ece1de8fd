namespace Notifications.Tracking;

/// <summary>What part of what was tried has succeeded.</summary>
internal static class SuccessRates
{
    /// <returns>0 to 1; null when nothing was tried.</returns>
    public static double? Of(long succeeded, long failed) => succeeded + failed == 0 ? null : (double)succeeded / (succeeded + failed);
}
