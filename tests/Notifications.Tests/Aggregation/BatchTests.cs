using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Aggregation;

public sealed class BatchTests : EngineTest
{
    [Theory, BothStores]
    public async Task Window_SeveralSubjects_AreOneMessageAtItsEnd(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").Batch(TimeSpan.FromMinutes(1)).To("mail")));
        await engine.PublishAsync(Alerts.Message("order 1"));
        await engine.AdvanceAsync(TimeSpan.FromSeconds(59));
        await engine.PublishAsync(Alerts.Message("order 2", id: "e2"));
        engine.Channel("mail").ShouldHaveNothing();

        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));

        engine.Channel("mail").ShouldHaveDeliveredOnce().Aggregate!.Count.ShouldBe(2);
        (await engine.ExplainAsync("e2")).Decisions.ShouldContain(d => d.Reason == DecisionReason.BatchJoined);
        await engine.AdvanceAsync(TimeSpan.FromHours(1));
        engine.Channel("mail").ShouldHaveDelivered(1);
    }

    [Theory, BothStores]
    public async Task Publish_BatchIsFull_GoesOutBeforeItsWindow(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").Batch(TimeSpan.FromMinutes(1), maxSize: 3).To("mail")));

        for (var i = 0; i < 7; i++)
            await engine.PublishAsync(Alerts.Message($"order {i}"));

        engine.Channel("mail").ShouldHaveDelivered(2).Select(m => m.Aggregate!.Count).ShouldBe([3, 3]);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        engine.Channel("mail").ShouldHaveDelivered(3)[2].Aggregate!.Count.ShouldBe(1);
    }

    [Theory, BothStores]
    public async Task Window_TwoTenants_AreNeverInOneMessage(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").Batch(TimeSpan.FromMinutes(1)).To("mail")));
        await engine.PublishAsync(Alerts.Message() with { TenantId = "a" });
        await engine.PublishAsync(Alerts.Message() with { TenantId = "b" });

        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("mail").ShouldHaveDelivered(2).Select(m => m.Event.TenantId).Order().ShouldBe(["a", "b"]);
    }

    [Theory, BothStores]
    public async Task Schedule_Cron_HoldsUntilItsNextOccurrence(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").Schedule("0 9 * * MON-FRI").To("mail")));
        await engine.PublishAsync(Alerts.Message("order 1"));
        await engine.PublishAsync(Alerts.Message("order 2"));

        await engine.AdvanceToAsync(EngineHarness.DefaultStart.AddMinutes(59));
        engine.Channel("mail").ShouldHaveNothing();
        await engine.AdvanceToAsync(EngineHarness.DefaultStart.AddHours(1));

        engine.Channel("mail").ShouldHaveDeliveredOnce().Aggregate!.Count.ShouldBe(2);
        engine.Channel("mail").Attempts[0].StartedAt.ShouldBe(EngineHarness.DefaultStart.AddHours(1));
    }

    [Theory, BothStores]
    public async Task Publish_AlertEndsWhileItsBeginningWaits_BeginningIsNotToldAfterIt(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").Batch(TimeSpan.FromMinutes(1)).To("mail")));
        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Resolved());

        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        engine.Channel("mail").Deliveries[^1].Status.ShouldNotBe(NotificationStatus.Firing, engine.Channel("mail").ToString());
    }

    [Fact]
    public async Task Window_MessageIsRetriedByTheNextProcess_TellsTheSame()
    {
        RoundTripEngine? store = null;
        await using var engine = await EngineHarness.StartAsync(
            n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").Batch(TimeSpan.FromMinutes(1)).To("mail")), null, null, clock => (store = new RoundTripEngine(clock)).Store);
        engine.Channel("mail").FailTimes(1);
        await engine.PublishAsync(Alerts.Firing());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        await store!.RestartAsync(engine);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        var attempts = engine.Channel("mail").Attempts;
        attempts.Count.ShouldBe(2);
        attempts[1].Message.Status.ShouldBe(attempts[0].Message.Status);
        attempts[1].Message.Content.ShouldBe(attempts[0].Message.Content);
    }

    [Theory, BothStores]
    public async Task Publish_TwoBatchedRules_HoldInBoth(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRecordingChannel("chat")
            .AddRule("a", r => r.OnEvent("**").Batch(TimeSpan.FromMinutes(1)).To("mail"))
            .AddRule("b", r => r.OnEvent("**").Batch(TimeSpan.FromMinutes(2)).To("chat")));

        await engine.PublishAsync(Alerts.Message("order 1"));
        await engine.PublishAsync(Alerts.Message("order 2"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(2));

        engine.Channel("mail").ShouldHaveDeliveredOnce().Aggregate!.Count.ShouldBe(2);
        engine.Channel("chat").ShouldHaveDeliveredOnce().Aggregate!.Count.ShouldBe(2);
    }
}
