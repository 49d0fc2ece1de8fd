namespace Notifications.PagerDuty.Tests.Support;

/// <summary>An alert as PagerDuty keeps it.</summary>
internal sealed class PagerDutyAlert(string routingKey, string dedupKey)
{
    public string RoutingKey => routingKey;

    public string DedupKey => dedupKey;

    /// <summary><c>triggered</c>, <c>acknowledged</c> or <c>resolved</c>.</summary>
    public string State { get; set; } = "triggered";

    /// <summary>The actions that were applied to it, in order.</summary>
    public List<string> Log { get; } = [];
}
