using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Operations;
using Notifications.Testing;

namespace Notifications.Tests.Operations;

public sealed class FailureAlertTests : EngineTest
{
    private static readonly DeliveryResult Down = DeliveryResult.Retry("503");
    private static readonly DeliveryResult BadToken = DeliveryResult.Rejected(RejectionKind.Configuration, "invalid_auth");

    [Theory, BothStores]
    public async Task Publish_FailuresPassTheThreshold_OperatorsAreToldOnceAndOfTheEnd(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure, restarts: false);
        engine.Channel("slack").Respond(Down);
        for (var i = 0; i < 6; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));

        var alert = engine.Channel("pager").ShouldHaveDeliveredOnce();
        (alert.Event.Type, alert.Status, alert.Event.Subject, alert.Event.Labels["reason"]).ShouldBe((OperatorEvents.Failing, NotificationStatus.Firing, "slack", "503"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(20));
        engine.Channel("pager").Deliveries.Count.ShouldBe(1);

        engine.Channel("slack").Respond(DeliveryResult.Delivered());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(40));
        await engine.PublishAsync(Alerts.Message("again"));

        engine.Channel("pager").ShouldHaveTold(NotificationStatus.Firing, NotificationStatus.Resolved);
        engine.Channel("pager").Deliveries[1].CorrelationKey.ShouldBe(alert.CorrelationKey);
    }

    [Theory, BothStores]
    public async Task Publish_OperatorsChannelFailsItself_NothingGoesRoundInCircles(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure, restarts: false);
        ExpectsErrors = true;
        engine.Channel("slack").Respond(Down);
        engine.Channel("pager").Respond(BadToken);
        for (var i = 0; i < 6; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));
        await engine.AdvanceAsync(TimeSpan.FromHours(5));

        engine.Channel("pager").Attempts.Count.ShouldBe(1);
        engine.Statistics.Published.ShouldBe(7);
    }

    [Theory, BothStores]
    public async Task Publish_OnlyTheFailingChannelIsThere_ItIsAskedAndStillNothingGoesRound(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n
            .AddRecordingChannel("slack").AddRule("all", static r => r.OnEvent("**").To("slack"))
            .ConfigureEngine(static e => e.FailureAlert = new FailureAlertOptions { Failures = 3 }).ConfigureChannel("slack", static c => c.BreakerFailures = 1000), restarts: false);
        engine.Channel("slack").Respond(Down);
        for (var i = 0; i < 4; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));
        await engine.AdvanceAsync(TimeSpan.FromHours(5));

        engine.Statistics.Published.ShouldBe(5);
        engine.Channel("slack").Attempts.ShouldContain(static a => a.Message.Event.Type == OperatorEvents.Failing);
    }

    [Theory, BothStores]
    public async Task Publish_WrongToken_OperatorsAreToldOnceAndTheRecipientNot(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure, restarts: false);
        ExpectsErrors = true;
        engine.Channel("slack").Respond(BadToken);
        await engine.PublishAsync(Alerts.Message("1"));
        await engine.PublishAsync(Alerts.Message("2"));

        var alert = engine.Channel("pager").ShouldHaveDeliveredOnce();
        (alert.Event.Type, alert.Event.Labels["reason"]).ShouldBe((OperatorEvents.Misconfigured, "invalid_auth"));
        engine.Errors.Count(static e => e.Contains("misconfigured", StringComparison.Ordinal)).ShouldBe(1);

        engine.Channel("slack").Respond(DeliveryResult.Delivered());
        await engine.PublishAsync(Alerts.Message("3"));
        engine.Channel("pager").ShouldHaveTold(NotificationStatus.Firing, NotificationStatus.Resolved);
        engine.Channel("slack").Respond(BadToken);
        await engine.PublishAsync(Alerts.Message("4"));
        engine.Channel("pager").Deliveries.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Restart_WhileAChannelFails_TheEndIsToldByTheNextProcess()
    {
        var engine = await StartAsync(StoreMode.RoundTrip, Configure, restarts: false);
        engine.Channel("slack").Respond(Down);
        for (var i = 0; i < 6; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));
        engine.Channel("pager").ShouldHaveTold(NotificationStatus.Firing);

        await engine.RestartAsync(((RoundTripStore)engine.Internals.Context.Store).Crash);
        engine.Channel("slack").Respond(DeliveryResult.Delivered());
        await engine.PublishAsync(Alerts.Message("later"));

        engine.Channel("pager").ShouldHaveTold(NotificationStatus.Firing, NotificationStatus.Resolved);
    }

    [Fact]
    public async Task Publish_NoAlertAskedFor_PublishesNothing()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("slack").AddRule("all", static r => r.OnEvent("**").To("slack")));
        ExpectsErrors = true;
        engine.Channel("slack").Respond(BadToken);
        for (var i = 0; i < 20; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));

        engine.Statistics.Published.ShouldBe(20);
        engine.Errors.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Publish_DrillsThatFail_CountForNothing()
    {
        var engine = await StartAsync(StoreMode.Memory, Configure);
        engine.Channel("slack").Respond(Down);
        for (var i = 0; i < 6; i++)
            await engine.PublishAsync(Alerts.Message($"{i}") with { Drill = true });

        engine.Channel("pager").ShouldHaveNothing();
    }

    [Theory]
    [InlineData(9, 9, false)]
    [InlineData(10, 10, true)]
    [InlineData(5, 19, false)]
    [InlineData(5, 20, true)]
    [InlineData(4, 20, false)]
    public void Begins_Failures_AreAtTheThreshold(int failures, int attempts, bool begins) =>
        FailureAlertRule.Begins(new FailureAlertOptions { Failures = 10, Percent = 25 }, failures, attempts).ShouldBe(begins);

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(4, 100, true)]
    [InlineData(5, 100, false)]
    [InlineData(3, 20, false)]
    public void Ends_HalfTheFailures_IsNotEnough(int failures, int attempts, bool ends) =>
        FailureAlertRule.Ends(new FailureAlertOptions { Failures = 10, Percent = 25 }, failures, attempts).ShouldBe(ends);

    [Fact]
    public void Add_AttemptsOfTheLastWindow_CountAndLeave()
    {
        var window = new FailureWindow();
        var hour = TimeSpan.FromHours(1);
        for (var minute = 0; minute < 60; minute++)
            window.Add(minute % 2 == 0, hour, TimeSpan.FromMinutes(minute).Ticks);
        (window.Failures, window.Attempts).ShouldBe((30, 60));

        window.Add(false, hour, TimeSpan.FromMinutes(90).Ticks);
        window.Failures.ShouldBeInRange(12, 17);
        window.Add(false, hour, TimeSpan.FromHours(10).Ticks);
        (window.Failures, window.Attempts).ShouldBe((0, 1));
    }

    private static void Configure(INotificationsBuilder n) => n
        .AddRecordingChannel("slack").AddRecordingChannel("pager")
        .AddRule("orders", static r => r.OnEvent("order.**").To("slack"))
        .AddRule("operators", static r => r.OnEvent("notifications.channel.*").To("slack").To("pager"))
        .ConfigureChannel("slack", static c => c.BreakerFailures = 1000)
        .ConfigureEngine(static e => e.FailureAlert = new FailureAlertOptions { Failures = 5 });
}
