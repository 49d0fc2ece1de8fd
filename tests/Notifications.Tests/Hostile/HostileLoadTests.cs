using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Hosting;

namespace Notifications.Hostile;

public sealed class HostileLoadTests : HostileTest
{
    [Fact]
    public async Task Publish_MoreAlertsThanAreTracked_KeepsTheBoundAndForgetsInTheEnd()
    {
        await StartAsync(static n =>
        {
            n.AddRule("x", static r => r.OnEvent("x").To("b").Debounce(cooldown: TimeSpan.FromMinutes(1)));
            n.ConfigureEngine(static o => o.MaxTrackedAlerts = 5_000);
            ToOthers(n);
        }, roundTrip: false);

        for (var i = 0; i < 100_000; i++)
            (await World.Publisher.PublishAsync(new NotificationEvent { Type = "x", CorrelationKey = $"k{i}" }, TestContext.Current.CancellationToken)).Kind.ShouldBe(PublishKind.Accepted);
        await World.IdleAsync();

        World.Engine.Context.Stripes.TrackedAlerts.ShouldBe(5_000);
        World.Calls.Count.ShouldBe(100_000);
        await World.AdvanceAsync(TimeSpan.FromHours(3));
        World.Engine.Context.Stripes.TrackedAlerts.ShouldBe(0);
        World.Engine.Context.Stripes.Episodes().ShouldBeEmpty();
        World.Engine.Context.Store.Count().States.ShouldBe(0);
    }

    [Fact]
    public async Task Queue_LowUnderConstantCriticalLoad_IsServed()
    {
        await StartAsync(static n =>
        {
            n.AddRule("low", static r => r.OnEvent("low").To("a").DeliverWith(Priority.Low));
            n.AddRule("critical", static r => r.OnEvent("critical").To("a").DeliverWith(Priority.Critical));
            n.ConfigureChannel("a", static o =>
            {
                o.Workers = 1;
                o.Rate = new Configuration.RateOptions { Count = 1, Window = TimeSpan.FromSeconds(1) };
            });
        });

        for (var i = 0; i < 10; i++)
            await PublishAsync(new NotificationEvent { Type = "low" });
        for (var second = 0; second < 160; second++)
        {
            await PublishAsync(new NotificationEvent { Type = "critical" });
            await PublishAsync(new NotificationEvent { Type = "critical" });
            await World.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        World.Calls.Take(160).Count(static c => c.Message.Priority == Priority.Low).ShouldBeInRange(9, 11);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stop_UnderLoad_EverythingAcceptedIsDeliveredOrReported(bool slow)
    {
        var delivered = new ConcurrentDictionary<string, int>();
        var accepted = new ConcurrentBag<string>();
        var services = new ServiceCollection();
        services.AddNotifications(n => n
            .AddChannel("a", new Counting(delivered, slow))
            .AddRule("x", static r => r.OnEvent("x").To("a"))
            .ConfigureEngine(o => o.ShutdownTimeout = slow ? TimeSpan.FromSeconds(2) : TimeSpan.FromMinutes(2)));
        await using var provider = services.BuildServiceProvider();
        var engine = provider.GetRequiredService<INotificationEngine>();
        var publisher = provider.GetRequiredService<INotificationPublisher>();
        await engine.StartAsync(TestContext.Current.CancellationToken);

        var publishing = Enumerable.Range(0, 3).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                var result = await publisher.PublishAsync(new NotificationEvent { Type = "x", Id = $"{worker}-{i}" });
                if (!result.IsAccepted)
                    return;
                accepted.Add(result.EventId);
            }
        })).ToArray();
        SpinWait.SpinUntil(() => accepted.Count > (slow ? 50 : 2_000), TimeSpan.FromMinutes(2)).ShouldBeTrue();
        var report = await engine.StopAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(publishing);

        var missing = accepted.Where(id => !delivered.ContainsKey(id)).ToArray();
        ((long)missing.Length).ShouldBeLessThanOrEqualTo(report.Left);
        report.Named.Count.ShouldBe((int)Math.Min(100, report.Left));
        var s = engine.GetStatistics();
        s.Created.ShouldBe(accepted.Count);
        (s.Delivered + report.Left).ShouldBe(s.Created);
        delivered.Values.ShouldAllBe(static times => times == 1);
    }

    [Fact]
    public async Task Publish_CancelAndStopAtOnce_AccountsBalance()
    {
        var delivered = new ConcurrentDictionary<string, int>();
        var services = new ServiceCollection();
        services.AddNotifications(n => n
            .AddChannel("a", new Counting(delivered, slow: false))
            .AddRule("x", static r => r.OnEvent("x").To("a").Debounce(TimeSpan.FromMilliseconds(5), 3, TimeSpan.FromMilliseconds(5))));
        await using var provider = services.BuildServiceProvider();
        var engine = provider.GetRequiredService<INotificationEngine>();
        var publisher = provider.GetRequiredService<INotificationPublisher>();
        await engine.StartAsync(TestContext.Current.CancellationToken);

        var cancelled = new ConcurrentBag<string>();
        var work = Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 3_000; i++)
            {
                await publisher.PublishAsync(new NotificationEvent { Type = "x", Status = (NotificationStatus)random.Next(4), CorrelationKey = $"k{random.Next(20)}" });
                var sent = await publisher.SendAsync(new NotificationRequest { Channels = ["a"], Body = "b" });
                if (sent.IsAccepted && (await publisher.CancelAsync(sent.RequestId)).Cancelled == 1)
                    cancelled.Add(sent.RequestId);
            }
        })).ToArray();
        await Task.WhenAll(work);
        var report = await engine.StopAsync(TestContext.Current.CancellationToken);

        report.Left.ShouldBe(0);
        cancelled.ShouldAllBe(id => !delivered.ContainsKey(id));
        var s = engine.GetStatistics();
        (s.Refused + s.Duplicate + s.Accepted).ShouldBe(s.Published);
        (s.Notified + s.Merged + s.Suppressed + s.PendingMatches).ShouldBe(s.Matched);
        (s.Delivered + s.Cancelled + s.Pending).ShouldBe(s.Created);
        s.Pending.ShouldBe(0);
    }

    private sealed class Counting(ConcurrentDictionary<string, int> delivered, bool slow) : INotificationChannel
    {
        public async ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
        {
            if (slow)
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
            delivered.AddOrUpdate(message.Event.Id!, 1, static (_, n) => n + 1);
            return DeliveryResult.Delivered();
        }
    }
}
