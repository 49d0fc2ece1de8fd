using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Dispatch;

public sealed class HostileChannelTests : EngineTest
{
    [Theory, BothStores]
    public async Task Throws_AtOnce_IsTriedAgainAndOthersAreUnharmed(StoreMode mode)
    {
        var engine = await StartAsync(mode, Two);
        engine.Channel("bad").Throws();

        await engine.PublishAsync(Alerts.Message(id: "e"));
        engine.Channel("good").ShouldHaveDeliveredOnce();
        engine.Channel("bad").Respond(DeliveryResult.Delivered());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));

        engine.Channel("bad").ShouldHaveDeliveredOnce();
        (await engine.ExplainAsync("e")).Deliveries[0].Attempts[0].Reason.ShouldBe("the channel threw InvalidOperationException");
    }

    [Theory, BothStores]
    public async Task Returns_Nothing_IsUnknown(StoreMode mode)
    {
        var engine = await StartAsync(mode, Two);
        engine.Channel("bad").RespondWith(static _ => null!);

        await engine.PublishAsync(Alerts.Message(id: "e"));
        engine.Channel("bad").Respond(DeliveryResult.Delivered());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));

        engine.Channel("bad").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Hangs_AllWorkers_OthersAreUnharmedAndNothingIsLost(StoreMode mode)
    {
        var engine = await StartAsync(mode, Two);
        engine.Channel("bad").Hang(ignoreCancellation: true);
        for (var i = 0; i < 10; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));

        engine.Channel("good").ShouldHaveDelivered(10);
        engine.Channel("bad").Attempts.Count.ShouldBe(4);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(11));
        engine.Channel("bad").Release();
        await engine.AdvanceAsync(TimeSpan.FromMinutes(30));

        engine.Channel("bad").Deliveries.Select(m => m.Event.Subject).Distinct().Count().ShouldBe(10);
        engine.Statistics.Pending.ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task Hangs_NoAnswer_TimesOutWithItsReason(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("bad").ConfigureChannel("bad", o => o.Timeout = TimeSpan.FromSeconds(3)).AddRule("r", r => r.OnEvent("**").To("bad")));
        engine.Channel("bad").Hang();
        await engine.PublishAsync(Alerts.Message(id: "e"));

        await engine.AdvanceAsync(TimeSpan.FromSeconds(3));

        var attempt = (await engine.ExplainAsync("e")).Deliveries[0].Attempts[0];
        (attempt.Result, attempt.Reason).ShouldBe((DeliveryResultKind.Unknown, "no answer within 3 s"));
        attempt.EndedAt.ShouldBe(EngineHarness.DefaultStart.AddSeconds(3));
    }

    [Theory, BothStores]
    public async Task Publishes_WhatComesBackToIt_IsBoundedByMaxPublishDepth(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("loop").AddRule("r", r => r.OnEvent("**").To("loop")), restarts: false);
        var results = new System.Collections.Concurrent.ConcurrentBag<PublishResult>();
        engine.Channel("loop").RespondWith(async (_, cancellationToken) =>
        {
            results.Add(await engine.Publisher.PublishAsync(Alerts.Message(), cancellationToken));
            return DeliveryResult.Delivered();
        });

        await engine.PublishAsync(Alerts.Message());

        // Several workers answer: what an inner send made may be noted before what the outer one did.
        results.Count(static r => r.Error?.Code == NotificationErrorCode.LoopDetected).ShouldBe(1);
        results.Count.ShouldBe(new NotificationsOptions().MaxPublishDepth + 1);
        engine.Channel("loop").ShouldHaveDelivered(new NotificationsOptions().MaxPublishDepth + 1);
    }

    [Theory, BothStores]
    public async Task Publishes_OnAFullQueue_IsRefusedAndDoesNotDeadlock(StoreMode mode)
    {
        var engine = await StartAsync(
            mode,
            n => n.AddRecordingChannel("full").ConfigureChannel("full", o => (o.Workers, o.QueueCapacity) = (1, 1)).AddRule("r", r => r.OnEvent("**").To("full")),
            restarts: false);
        var inner = new List<PublishResult>();
        engine.Channel("full").RespondWith(async (message, cancellationToken) =>
        {
            if (message.Event.Subject == "outer")
            {
                for (var i = 0; i < 3; i++)
                    inner.Add(await engine.Publisher.PublishAsync(Alerts.Message($"inner {i}"), cancellationToken));
            }

            return DeliveryResult.Delivered();
        });

        await engine.PublishAsync(Alerts.Message("outer"));

        inner[0].Kind.ShouldBe(PublishKind.Accepted);
        inner[^1].Error!.Code.ShouldBe(NotificationErrorCode.QueueFull);
        engine.Statistics.Pending.ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task Publish_QueueStaysFull_IsRefusedAfterMaxWait(StoreMode mode)
    {
        var engine = await StartAsync(
            mode,
            n => n.AddRecordingChannel("full").ConfigureChannel("full", o => (o.Workers, o.QueueCapacity) = (1, 1)).AddRule("r", r => r.OnEvent("**").To("full")),
            restarts: false);
        engine.Channel("full").Hang();
        await engine.PublishAsync(Alerts.Message("sent"));
        await engine.PublishAsync(Alerts.Message("queued"));

        var waits = engine.Publisher.PublishAsync(Alerts.Message("no room"), TestContext.Current.CancellationToken).AsTask();
        waits.IsCompleted.ShouldBeFalse();
        await engine.AdvanceAsync(TimeSpan.FromSeconds(5));

        (await waits).Error!.Code.ShouldBe(NotificationErrorCode.QueueFull);
        engine.Channel("full").Release();
    }

    private static void Two(INotificationsBuilder n) => n.AddRecordingChannel("bad").AddRecordingChannel("good")
        .AddRule("bad", r => r.OnEvent("**").To("bad")).AddRule("good", r => r.OnEvent("**").To("good"));

    [Theory]
    [InlineData(null, null, 10)]
    [InlineData(null, 90, 90)]
    [InlineData(3, 90, 3)]
    [InlineData(null, 86400, 600)]
    public async Task Hangs_NoTimeLimitIsConfigured_HasThatOfTheChannel(int? configured, int? own, int seconds)
    {
        var engine = await StartAsync(StoreMode.Memory, n => n
            .AddRecordingChannel("slow", new ChannelTraits { AttemptTimeout = own is { } s ? TimeSpan.FromSeconds(s) : null })
            .ConfigureChannel("slow", o => o.Timeout = configured is { } t ? TimeSpan.FromSeconds(t) : null)
            .AddRule("r", static r => r.OnEvent("**").To("slow")));
        engine.Channel("slow").Hang();
        await engine.PublishAsync(Alerts.Message());

        await engine.AdvanceAsync(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        engine.Statistics.Retries.ShouldBe(0);
        await engine.AdvanceAsync(TimeSpan.FromMilliseconds(1));

        engine.Statistics.Retries.ShouldBe(1);
        engine.Channel("slow").Release();
        await engine.AdvanceAsync(TimeSpan.FromSeconds(10));
    }
}
