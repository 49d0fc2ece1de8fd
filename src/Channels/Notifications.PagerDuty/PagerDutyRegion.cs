namespace Notifications.PagerDuty;

/// <summary>Where a PagerDuty account lives. Keys of one region are unknown in the other.</summary>
public enum PagerDutyRegion : byte
{
    /// <summary>The United States: <c>https://events.pagerduty.com</c>. The default.</summary>
    Us,

    /// <summary>The European Union: <c>https://events.eu.pagerduty.com</c>.</summary>
    Eu,
}
