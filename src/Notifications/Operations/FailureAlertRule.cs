using Notifications.Configuration;

namespace Notifications.Operations;

/// <summary>When a channel begins to count as failing, and when it no longer does. It needs half as many failures to go on as to begin, so that it does not flutter.</summary>
internal static class FailureAlertRule
{
    /// <summary>Fewer attempts than these say nothing about a share.</summary>
    public const int FewestAttempts = 20;

    /// <summary>Whether an attempt's answer is the channel's failure. What one recipient or one content is refused for is not, nor is a wish to slow down.</summary>
    public static bool IsFailure(DeliveryResultKind kind, RejectionKind? rejection) =>
        kind is DeliveryResultKind.Retry or DeliveryResultKind.Unknown || rejection == RejectionKind.Configuration;

    /// <summary>Whether the channel counts as failing from now on.</summary>
    /// <param name="options">The thresholds.</param>
    /// <param name="failures">Failed attempts within the window.</param>
    /// <param name="attempts">All attempts within it.</param>
    public static bool Begins(FailureAlertOptions options, int failures, int attempts) =>
        failures >= options.Failures || (options.Percent is { } percent && attempts >= FewestAttempts && failures * 100L >= (long)percent * attempts);

    /// <summary>Whether a channel that counts as failing no longer does, asked when an attempt has succeeded.</summary>
    public static bool Ends(FailureAlertOptions options, int failures, int attempts) =>
        failures * 2 < Math.Max(2, options.Failures) && !(options.Percent is { } percent && attempts >= FewestAttempts && failures * 200L >= (long)percent * attempts);
}
