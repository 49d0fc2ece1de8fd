using System.Diagnostics.CodeAnalysis;
using Notifications.Http.Guard;

namespace Notifications.PagerDuty;

/// <summary>Where events are sent: the address of the options, or that of the region.</summary>
internal static class EventsUrlRule
{
    public static bool TryParse(PagerDutyOptions options, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out string? error)
    {
        error = null;
        if (options.Url is null)
        {
            url = Of(options.Region);
            return true;
        }

        if (!UrlRule.TryParse(options.Url, options, out url, out error))
            return false;
        if (url.AbsolutePath != "/")
            return true;
        error = $"The URL of host '{url.IdnHost}' has no path; PagerDuty's is /v2/enqueue.";
        return false;
    }

    private static Uri Of(PagerDutyRegion region) =>
        new(region == PagerDutyRegion.Eu ? "https://events.eu.pagerduty.com/v2/enqueue" : "https://events.pagerduty.com/v2/enqueue");
}
