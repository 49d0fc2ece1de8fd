using Notifications.EndToEnd.Tests.Support;
using Notifications.PagerDuty.Tests.Support;

namespace Notifications.EndToEnd.Tests.Storm;

public sealed class PagerDutyTests
{
    [Fact]
    public async Task PagerDuty_RecordedStorm_OpensAndResolvesAlertsOfWhatIsHighOrCritical()
    {
        await using var pagerDuty = await FakePagerDuty.StartAsync();

        var run = await SampleProcess.RunAsync("--pagerduty", pagerDuty.Url, "--pagerduty-key", FakePagerDuty.Key, "--json");

        run.ExitCode.ShouldBe(0, string.Join('\n', run.Errors));
        run.Deliveries("failed").ShouldBe(0);
        pagerDuty.Errors.ShouldBeEmpty();
        pagerDuty.Events.Count.ShouldBeGreaterThan(100);
        pagerDuty.Events.ShouldAllBe(static e => e.GetProperty("payload").GetProperty("severity").GetString() == "critical"
            || e.GetProperty("payload").GetProperty("severity").GetString() == "error");

        // Nothing came for an alert that was not open: each beginning has come before its end.
        var alerts = pagerDuty.Alerts;
        alerts.Sum(static a => a.Log.Count).ShouldBe(pagerDuty.Events.Count);
        alerts.ShouldAllBe(static a => a.Log[0] == "trigger");
        alerts.Count(static a => a.State == "resolved").ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task PagerDuty_KeyThatIsNone_IsABadArgument()
    {
        var run = await SampleProcess.RunAsync("--pagerduty", "https://events.pagerduty.com/v2/enqueue", "--pagerduty-key", "secret-key");
        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain(static line => line.Contains("RoutingKey has 10 characters", StringComparison.Ordinal));
        run.Errors.ShouldAllBe(static line => !line.Contains("secret-key", StringComparison.Ordinal));
    }
}
