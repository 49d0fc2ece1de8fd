using Microsoft.Extensions.DependencyInjection;
using Notifications.Testing;

namespace Notifications.Architecture.Tests.Snippets;

/// <summary>The code of <c>docs/concepts/testing.md</c>.</summary>
public sealed class HarnessSnippet
{
    // snippet: harness
    [Fact]
    public async Task Incident_Resolved_IsToldAfterTheFiring()
    {
        await using var engine = await EngineHarness.StartAsync(n => n
            .AddRecordingChannel("pager")
            .AddRule("incidents", r => r.OnEvent("incident.*").Debounce().To("pager")));
        var incident = new NotificationEvent { Type = "incident.detected", Subject = "db-1", Status = NotificationStatus.Firing };

        engine.Channel("pager").FailTimes(1);
        await engine.PublishAsync(incident);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(10));
        await engine.PublishAsync(incident with { Status = NotificationStatus.Resolved });

        engine.Channel("pager").ShouldHaveTold(NotificationStatus.Firing, NotificationStatus.Resolved);
        engine.AssertAccounting();
    }

    // end
}
