using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Dispatch;

/// <summary>What is over before its turn takes up no room in a queue that stands still.</summary>
public sealed class StaleEntriesTests : EngineTest
{
    [Theory, BothStores]
    public async Task Publish_AlertsComeAndGoWhileTheQueueStandsStill_NeverFindItFull(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure, restarts: false);
        var pool = engine.Internals.Context.Channels.Find("pager")!.Pool;
        pool.PauseUntil(EngineHarness.DefaultStart.AddHours(1).UtcTicks);

        for (var i = 0; i < 200; i++)
        {
            (await engine.PublishAsync(Alerts.Firing($"{i % 3}"))).IsAccepted.ShouldBeTrue();
            engine.Statistics.Channels[0].Queued.ShouldBe(1);
            (await engine.PublishAsync(Alerts.Resolved($"{i % 3}"))).IsAccepted.ShouldBeTrue();
        }

        pool.Places.ShouldBeLessThan(100);
        await engine.PublishAsync(Alerts.Firing("last"));
        await engine.AdvanceAsync(TimeSpan.FromHours(1));
        engine.Channel("pager").ShouldHaveDeliveredOnce().Event.Labels["alertname"].ShouldBe("last");
    }

    [Theory, BothStores]
    public async Task Cancel_RequestInAQueueThatStandsStill_MakesRoom(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure, restarts: false);
        engine.Internals.Context.Channels.Find("pager")!.Pool.PauseUntil(EngineHarness.DefaultStart.AddHours(1).UtcTicks);
        for (var i = 0; i < 10; i++)
        {
            var sent = await engine.SendAsync(new NotificationRequest { Channels = ["pager"], Body = "hello", Recipients = [Recipient.Address("x")] });
            sent.IsAccepted.ShouldBeTrue();
            (await engine.CancelAsync(sent.RequestId)).Cancelled.ShouldBe(1);
        }

        engine.Statistics.Channels[0].Queued.ShouldBe(0);
    }

    private static void Configure(INotificationsBuilder n) => n
        .AddRecordingChannel("pager").AddRule("r", static r => r.OnEvent("**").To("pager"))
        .ConfigureChannel("pager", static c => (c.QueueCapacity, c.WhenFull) = (2, WhenFull.Refuse));
}
