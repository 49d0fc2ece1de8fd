using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Hosting;

namespace Notifications.Benchmarks.Soak;

/// <summary>Half load for a long time: messages, storms of alerts with their ends, limits and failures. The memory after a collection must stay flat, and every item be accounted for.</summary>
internal static class SoakRun
{
    private const int PerTick = 1_000;
    private const int AlertCount = 20_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Report = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(TimeSpan duration, TextWriter output)
    {
        var channel = new SoakChannel();
        await using var services = new ServiceCollection().AddNotifications(n => n
            .AddChannel("plain", channel)
            .AddChannel("alerts", channel)
            .ConfigureChannel("plain", o => o.BreakerFailures = 1_000)
            .ConfigureChannel("alerts", o => o.BreakerFailures = 1_000)
            .AddLimit("system", l => l.Per(Configuration.LimitScope.System).Allow(1_000_000, TimeSpan.FromSeconds(1)))
            .AddRule("messages", r => r.OnEvent("message.*").To("plain"))
            .AddRule("alerts", r => r.OnEvent("alert.*").To("alerts").Debounce(TimeSpan.FromSeconds(5), 4, TimeSpan.FromSeconds(20))))
            .BuildServiceProvider();
        var engine = services.GetRequiredService<INotificationEngine>();
        await engine.StartAsync();
        var publisher = services.GetRequiredService<INotificationPublisher>();

        var clock = Stopwatch.StartNew();
        var next = Report;
        var memory = new List<double>();
        long published = 0;
        while (clock.Elapsed < duration)
        {
            var due = TimeSpan.FromTicks(Tick.Ticks * ((published / PerTick) + 1));
            for (var i = 0; i < PerTick; i++)
                await PublishAsync(publisher, published++);

            // Read once: a time that has passed meanwhile would be a negative delay, and -1 ms waits for ever.
            var left = due - clock.Elapsed;
            if (left > TimeSpan.Zero)
                await Task.Delay(left);
            if (clock.Elapsed < next)
                continue;
            next += Report;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            memory.Add(GC.GetTotalMemory(forceFullCollection: true) / 1024.0 / 1024.0);
            await output.WriteLineAsync($"{clock.Elapsed:mm\\:ss} published {published:n0} sends {channel.Sends:n0} pending {engine.GetStatistics().Pending:n0} memory {memory[^1]:f1} MiB");
        }

        var report = await engine.StopAsync();
        return await ConcludeAsync(engine, report, memory, output);
    }

    private static ValueTask<PublishResult> PublishAsync(INotificationPublisher publisher, long number)
    {
        if (number % 4 != 0)
            return publisher.PublishAsync(new NotificationEvent { Type = "message.sent", Subject = "s", Severity = Severity.Low });
        var alert = number / 4 % AlertCount;
        var round = number / 4 / AlertCount;
        return publisher.PublishAsync(new NotificationEvent
        {
            Type = "alert.soak",
            Severity = Severity.High,
            CorrelationKey = $"alert-{alert}",
            Status = round % 3 == 2 ? NotificationStatus.Resolved : NotificationStatus.Firing,
        });
    }

    private static async Task<int> ConcludeAsync(INotificationEngine engine, ShutdownReport report, List<double> memory, TextWriter output)
    {
        var s = engine.GetStatistics();
        var events = s.Published == s.Refused + s.Duplicate + s.Accepted && s.Matched == s.Notified + s.Merged + s.Suppressed + s.PendingMatches;
        var deliveries = s.Created == s.Delivered + s.Sent + s.Rejected + s.Expired + s.DeadLettered + s.Cancelled + s.Dropped + s.Pending;

        // The first quarter warms up; from then on the highest third must not stand above the lowest.
        var settled = memory.Skip(memory.Count / 4).ToList();
        var growth = settled.Count < 2 ? 0 : settled.TakeLast(settled.Count / 2).Average() / settled.Take(settled.Count - (settled.Count / 2)).Average();
        await output.WriteLineAsync($"published {s.Published:n0} refused {s.Refused:n0} delivered {s.Delivered:n0} merged {s.Merged:n0} suppressed {s.Suppressed:n0} cancelled {s.Cancelled:n0} left {report.Left:n0} held {report.Held:n0}");
        await output.WriteLineAsync($"laws of accounting: events {events}, deliveries {deliveries}; memory second half / first half {growth:f3}");
        return events && deliveries && growth < 1.1 ? 0 : 1;
    }
}
