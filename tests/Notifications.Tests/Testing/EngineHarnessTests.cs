using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Testing;

public sealed class EngineHarnessTests : EngineTest
{
    [Theory, BothStores]
    public async Task Publish_OneRule_IsRecordedAndExplained(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("pager").AddRule("r", r => r.OnEvent("incident.*").To("pager")));

        var result = await engine.PublishAsync(new NotificationEvent { Type = "incident.detected", Id = "e1" });

        result.Kind.ShouldBe(PublishKind.Accepted);
        engine.Channel("pager").ShouldHaveDeliveredOnce().Event.Id.ShouldBe("e1");
        (await engine.ExplainAsync("e1")).Deliveries.Count.ShouldBe(1);
    }

    [Theory, BothStores]
    public async Task Advance_FailedAttempt_IsRepeatedAtItsOwnInstant(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("pager").AddRule("r", r => r.OnEvent("*").To("pager")));
        engine.Channel("pager").FailTimes(1);

        await engine.PublishAsync(new NotificationEvent { Type = "a" });
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        var attempts = engine.Channel("pager").Attempts;
        attempts.Count.ShouldBe(2);
        (attempts[1].StartedAt - attempts[0].StartedAt).ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4));
    }

    [Theory, BothStores]
    public async Task Advance_ChannelHangs_TimesOutAtItsOwnInstant(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("pager").AddRule("r", r => r.OnEvent("*").To("pager")));
        engine.Channel("pager").Hang();

        await engine.PublishAsync(new NotificationEvent { Type = "a" });
        engine.Channel("pager").Hanging.ShouldBe(1);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(9));
        engine.Channel("pager").Attempts.Count.ShouldBe(1);
        engine.Channel("pager").Hanging.ShouldBe(1);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));
        engine.Channel("pager").Hanging.ShouldBe(0);
        engine.Channel("pager").Release();
        await engine.AdvanceAsync(TimeSpan.FromSeconds(4));

        engine.Channel("pager").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Advance_ChannelIgnoresCancellation_IsLeftBehind(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("pager").AddRule("r", r => r.OnEvent("*").To("pager")), restarts: false);
        engine.Channel("pager").Hang(ignoreCancellation: true);

        await engine.PublishAsync(new NotificationEvent { Type = "a" });
        await engine.AdvanceAsync(TimeSpan.FromSeconds(12));
        engine.Channel("pager").Hanging.ShouldBe(1);
        engine.Channel("pager").Release();
        await engine.AdvanceAsync(TimeSpan.FromSeconds(10));

        engine.Channel("pager").Attempts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ShouldHaveDelivered_OtherCount_ShowsTheRecord()
    {
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("pager").AddRule("r", r => r.OnEvent("*").To("pager", "anna")));
        await engine.PublishAsync(new NotificationEvent { Type = "disk.full" });

        var error = Should.Throw<NotificationAssertionException>(() => engine.Channel("pager").ShouldHaveDelivered(2));

        error.Message.ShouldContain("2 deliveries were expected, 1 were made");
        error.Message.ShouldContain("disk.full to anna, rule r");
    }

    [Fact]
    public async Task RunOut_WaitingWork_EndsWithNothingPending()
    {
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("pager").AddRule("r", r => r.OnEvent("*").To("pager")));
        engine.Channel("pager").Respond(DeliveryResult.Retry("down"));
        await engine.PublishAsync(new NotificationEvent { Type = "a" });

        await engine.RunOutAsync();

        engine.Clock.NextTimerDue.ShouldBeNull();
        engine.Statistics.DeadLettered.ShouldBe(1);
    }
}
