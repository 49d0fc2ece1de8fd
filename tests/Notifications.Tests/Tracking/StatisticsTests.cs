using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
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
