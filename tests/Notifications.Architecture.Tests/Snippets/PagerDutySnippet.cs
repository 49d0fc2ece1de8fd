using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Notifications.Architecture.Tests.Snippets;

/// <summary>The code of <c>docs/channels/pagerduty.md</c>.</summary>
internal static class PagerDutySnippet
{
    // snippet: pagerduty
    public static void AddPager(IHostApplicationBuilder builder) => builder.Services.AddNotifications(n => n
        .AddPagerDuty("pager", o =>
        {
            o.RoutingKey = builder.Configuration["Pager:Key"];
            o.RoutingKeys["database"] = builder.Configuration["Pager:DatabaseKey"]!;
        })
        .AddRule("critical", r => r.OnEvent("incident.*").MinSeverity(Severity.High).To("pager"))
        .AddRule("databases", r => r.WhereLabel("team=database").To("pager", "database")));
    // end
}
