using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Hosting;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Hosting;

public sealed class ShutdownTests : EngineTest
{
    [Theory, BothStores]
    public async Task Stop_NothingIsLeft_SaysSo(StoreMode mode)
    {
        var engine = await StartAsync(mode, Mail);
        await engine.PublishAsync(Alerts.Message());

        var report = await engine.Engine.StopAsync(TestContext.Current.CancellationToken);

        (report.Left, report.Held, report.Named.Count).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task Stop_EventsAreHeldInMemory_TheyAreSent()
    {
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail")
            .AddRule("debounced", r => r.OnEvent("incident.*").Debounce().To("mail"))
            .AddRule("batched", r => r.OnEvent("order.*").Batch(TimeSpan.FromHours(1)).To("mail")));
        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Message());

        var report = await engine.Engine.StopAsync(TestContext.Current.CancellationToken);

        (report.Left, report.Held).ShouldBe((0, 0));
        engine.Channel("mail").ShouldHaveDelivered(3);
    }

    [Fact]
    public async Task Stop_RetryIsDueWithinTheLimit_IsWaitedFor()
    {
        var engine = await StartAsync(StoreMode.Memory, Mail);
        engine.Channel("mail").FailTimes(1);
        await engine.PublishAsync(Alerts.Message());

        var report = await StopAsync(engine);

        report.Left.ShouldBe(0);
        engine.Channel("mail").ShouldHaveDeliveredOnce();
    }

    [Fact]
    public async Task Stop_ScheduledForTomorrow_IsReportedByName()
    {
        var engine = await StartAsync(StoreMode.Memory, Mail);
        var request = await engine.SendAsync(new NotificationRequest { Channels = ["mail"], Subject = "later", SendAt = EngineHarness.DefaultStart.AddDays(1) });

        var report = await StopAsync(engine);

        (report.Left, report.IsKept).ShouldBe((1, false));
        report.Named.ShouldHaveSingleItem().Channel.ShouldBe("mail");
        request.IsAccepted.ShouldBeTrue();
    }

    [Theory, BothStores]
    public async Task Stop_SendHangs_IsInterruptedAndReportedByName(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Hanging(n), restarts: false);
        engine.Channel("mail").Hang();
        await engine.PublishAsync(Alerts.Message());

        var report = await StopAsync(engine);

        report.Left.ShouldBe(1);
        report.IsKept.ShouldBe(mode != StoreMode.Memory);
        var left = report.Named.ShouldHaveSingleItem();
        (left.Channel, left.Rule, left.State).ShouldBe(("mail", "r", DeliveryState.Ready));
        left.Reasons.ShouldContain(DecisionReason.LeftAtShutdown);
    }

    [Theory, BothStores]
    public async Task Stop_Twice_IsHarmless(StoreMode mode)
    {
        var engine = await StartAsync(mode, Mail);

        await engine.Engine.StopAsync(TestContext.Current.CancellationToken);

        (await engine.Engine.StopAsync(TestContext.Current.CancellationToken)).Left.ShouldBe(0);
    }

    [Fact]
    public async Task Stop_DurableStore_TheNextEngineGoesOn()
    {
        RoundTripEngine? store = null;
        var engine = await EngineHarness.StartAsync(Mail, null, null, c => (store = new RoundTripEngine(c)).Store);
        engine.Channel("mail").FailTimes(1);
        await engine.PublishAsync(Alerts.Message());
        var report = await engine.Engine.StopAsync(TestContext.Current.CancellationToken);
        (report.Left, report.IsKept).ShouldBe((1, true));

        await store!.RestartAsync(engine);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("mail").ShouldHaveDeliveredOnce().Attempt.ShouldBe(2);
        await engine.DisposeAsync();
    }

    // The shutdown and the test run side by side, so time passes until the one is through; its own limit ends it at the latest.
    private static async Task<ShutdownReport> StopAsync(EngineHarness engine)
    {
        var stopping = engine.Engine.StopAsync(TestContext.Current.CancellationToken).AsTask();
        while (!stopping.IsCompleted)
        {
            await engine.AdvanceAsync(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await stopping;
    }

    private static void Mail(INotificationsBuilder n) => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").To("mail"));

    private static void Hanging(INotificationsBuilder n)
    {
        Mail(n);
        n.ConfigureChannel("mail", o => o.Timeout = TimeSpan.FromMinutes(5));
    }
}
