namespace Notifications.Publishing;

/// <summary>Says which refusals are about the engine rather than the event: they come with each event for as long as it lasts.</summary>
internal static class RefusalRule
{
    /// <summary>What such refusals share in the log, where one a minute is enough; null for one that says something of its event alone.</summary>
    public static string? TopicOf(NotificationErrorCode code) => code switch
    {
        NotificationErrorCode.QueueFull => nameof(NotificationErrorCode.QueueFull),
        NotificationErrorCode.StoreFull => nameof(NotificationErrorCode.StoreFull),
        NotificationErrorCode.StoreUnavailable => nameof(NotificationErrorCode.StoreUnavailable),
        NotificationErrorCode.NotRunning => nameof(NotificationErrorCode.NotRunning),
        _ => null,
    };
}
