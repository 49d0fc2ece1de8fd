using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Tracking;

public sealed class StatisticsTests : EngineTest
{
    [Theory, BothStores]
    public async Task Statistics_OneOfEach_AreCounted(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("incident.*", "order.*").Debounce().To("mail")), restarts: false);
        engine.Channel("mail").RespondWith(m => m.Event.Subject switch
        {
            "sent" => DeliveryResult.Accepted("1"),
            "rejected" => DeliveryResult.Rejected(RejectionKind.Content, "no"),
            _ => DeliveryResult.Delivered(),
        });

        await engine.PublishAsync(Alerts.Message("sent"));
        await engine.PublishAsync(Alerts.Message("rejected"));
        await engine.PublishAsync(Alerts.Message("delivered") with { IdempotencyKey = "k" });
        await engine.PublishAsync(Alerts.Message("delivered") with { IdempotencyKey = "k" });
        await engine.PublishAsync(Alerts.Message("delivered"));
        await engine.PublishAsync(new NotificationEvent { Type = "unrouted" });
        await engine.PublishAsync(new NotificationEvent { Type = "bad\r\ntype" });

        var s = engine.Statistics;
        (s.Published, s.Accepted, s.Unrouted, s.Duplicate, s.Refused).ShouldBe((7, 5, 1, 1, 1));
        (s.Matched, s.Notified, s.Merged, s.PendingMatches).ShouldBe((4, 3, 0, 1));
        (s.Created, s.Delivered, s.Sent, s.Rejected, s.Pending).ShouldBe((3, 1, 1, 1, 0));
        var channel = s.Channels.ShouldHaveSingleItem();
        (channel.Name, channel.Delivered, channel.Failed).ShouldBe(("mail", 2, 1));
    }

    [Fact]
    public async Task Statistics_OfAChannel_TellRatesPeriodsAndTheLastOfEach()
    {
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail").AddRecordingChannel("idle").AddRule("r", r => r.OnEvent("**").To("mail")));
        engine.Channel("mail").RespondWith(m => m.Event.Subject == "bad" ? DeliveryResult.Rejected(RejectionKind.Content, "no") : DeliveryResult.Delivered());
        engine.Statistics.SuccessRate.ShouldBeNull();
        var begin = engine.Clock.GetUtcNow();
        await engine.PublishAsync(Alerts.Message("bad"));
        await engine.AdvanceAsync(TimeSpan.FromHours(2));
        for (var i = 0; i < 3; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));

        var s = engine.Statistics;

        s.SuccessRate.ShouldBe(0.75);
        (s.LastHour.Delivered, s.LastHour.Rejected, s.LastHour.SuccessRate, s.LastHour.Length).ShouldBe((3, 0, 1.0, TimeSpan.FromHours(1)));
        (s.LastDay.Delivered, s.LastDay.Failed, s.LastDay.Total).ShouldBe((3, 1, 4));
        var mail = s.Channels[1];
        (mail.SuccessRate, mail.LastSuccessAt, mail.LastFailureAt).ShouldBe((0.75, begin + TimeSpan.FromHours(2), begin));
        mail.Outcomes.ShouldBe(new Dictionary<DeliveryState, long> { [DeliveryState.Delivered] = 3, [DeliveryState.Rejected] = 1 }, ignoreOrder: true);
        (s.Channels[0].SuccessRate, s.Channels[0].LastSuccessAt, s.Channels[0].LastDay.Total).ShouldBe((null, null, 0));

        await engine.AdvanceAsync(TimeSpan.FromDays(2));
        engine.Statistics.LastDay.Total.ShouldBe(0);
        engine.Statistics.Channels[1].LastSuccessAt.ShouldBe(begin + TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task Statistics_WhatWasHeld_IsCountedByReason()
    {
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail")
            .AddLimit("l", l => l.Allow(2, TimeSpan.FromHours(1)).OnChannel("mail"))
            .AddRule("r", r => r.OnEvent("order.*").Debounce().To("mail")));

        for (var i = 0; i < 3; i++)
            await engine.PublishAsync(Alerts.Message("same"));
        for (var i = 0; i < 3; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));

        engine.Statistics.HeldByReason.ShouldBe(new Dictionary<DecisionReason, long> { [DecisionReason.DebounceJoined] = 2, [DecisionReason.LimitDeferred] = 2 }, ignoreOrder: true);
    }

    [Theory, BothStores]
    public async Task Accounting_StormWithEveryKindOfTrouble_Balances(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("a").AddRecordingChannel("b")
            .AddLimit("l", l => l.Allow(20, TimeSpan.FromMinutes(1)).OnChannel("b").Drop())
            .AddRule("a", r => r.OnEvent("incident.*").Debounce().To("a").FallbackTo("b", "ops"))
            .AddRule("b", r => r.OnEvent("order.*").Batch(TimeSpan.FromMinutes(1), maxSize: 4).To("b")));
        var random = new Random(7);
        var calls = 0;
        engine.Channel("a").RespondWith(_ => (Interlocked.Increment(ref calls) % 9) switch
        {
            0 => DeliveryResult.Retry("down"),
            2 => DeliveryResult.Rejected(RejectionKind.Recipient, "unknown"),
            4 => DeliveryResult.Unknown("cut off"),
            6 => DeliveryResult.Throttled(TimeSpan.FromSeconds(7)),
            _ => DeliveryResult.Delivered(),
        });

        for (var i = 0; i < 60; i++)
        {
            await engine.PublishAsync(random.Next(4) switch
            {
                0 => Alerts.Message($"{random.Next(5)}"),
                1 => Alerts.Resolved($"{random.Next(6)}", Severity.Info),
                _ => Alerts.Firing($"{random.Next(6)}", (Severity)random.Next(5)),
            });
            if (i % 5 == 0)
                await engine.AdvanceAsync(TimeSpan.FromSeconds(random.Next(40)));
            engine.AssertAccounting();
        }

        await engine.AdvanceAsync(TimeSpan.FromDays(2));

        engine.AssertAccounting();
        engine.Statistics.Pending.ShouldBe(0);
        engine.Statistics.PendingMatches.ShouldBe(0);
    }
}
