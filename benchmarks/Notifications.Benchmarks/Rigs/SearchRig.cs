using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;
using Notifications.History;

namespace Notifications.Benchmarks.Rigs;

/// <summary>Searches of a history of 100,000 notifications, each filter alone and together, for what is common, rare and not there. A run's value is the 99th percentile of the slowest kind of search.</summary>
internal sealed class SearchRig : IRig
{
    private const int Notifications = 100_000;
    private const int RoundsPerRun = 100;
    private const int RareEvery = 10_000;
    private const string RareTrace = "0af7651916cd43dd8448eb211c80319c";
    private readonly INotificationHistory _history;
    private readonly Engine _engine;
    private readonly HistorySearch[] _searches;

    private SearchRig(Engine engine, DateTimeOffset begin, DateTimeOffset end)
    {
        _engine = engine;
        _history = engine.Services.GetRequiredService<INotificationHistory>();
        var middle = begin + ((end - begin) / 2);
        _searches =
        [
            new(), new() { TenantId = "t1" }, new() { TenantId = "rare" }, new() { TenantId = "none" }, new() { Channel = "c1" }, new() { Channel = "none" },
            new() { Statuses = [TrackingStatus.Delivered] }, new() { Statuses = [TrackingStatus.Rejected] }, new() { Statuses = [TrackingStatus.Failed] }, new() { Statuses = [TrackingStatus.Debounced] },
            new() { EventType = "order.*" }, new() { EventType = "*.rare" }, new() { EventType = "*a*z*" }, new() { EventId = "e777" }, new() { EventId = "none" },
            new() { Destination = "u5@acme.com" }, new() { Destination = "none@acme.com" }, new() { RecipientId = "none" }, new() { Rule = "r2" }, new() { Rule = "none" },
            new() { TraceId = RareTrace }, new() { TraceId = "1af7651916cd43dd8448eb211c80319c" }, new() { ProviderMessageId = "none" },
            new() { From = middle }, new() { To = middle }, new() { From = middle, To = middle + TimeSpan.FromMilliseconds(1) },
            new() { TenantId = "rare", Channel = "c1", Statuses = [TrackingStatus.Delivered], EventType = "*.rare", Rule = "r1" },
            new() { TenantId = "t1", EventType = "order.*", Statuses = [TrackingStatus.Failed], From = begin, To = end }, new() { TenantId = "t1", PageSize = 500 },
        ];
    }

    public static async ValueTask<IRig> CreateAsync()
    {
        var engine = await Engine.StartAsync(n =>
        {
            n.ConfigureEngine(static e => (e.HistoryCapacity, e.HistoryBytes) = (Notifications, 1L << 32));
            for (var i = 0; i < 4; i++)
            {
                var own = i;
                n.AddChannel($"c{i}", new AnsweringChannel()).AddRule($"r{i}", r => r.OnEvent($"order.k{own}", $"k{own}.rare").To($"c{own}", $"u{own}@acme.com"));
            }

            n.AddRule("held", static r => r.OnEvent("held").Debounce().To("c0"));
        });
        var begin = DateTimeOffset.UtcNow;
        for (var i = 0; i < Notifications; i++)
        {
            var rare = i % RareEvery == 5_001;
            await engine.Publisher.PublishAsync(new NotificationEvent
            {
                Type = rare ? $"k{i % 4}.rare" : i % 5 == 4 ? "held" : $"order.k{i % 4}",
                Id = $"e{i}",
                Subject = $"s{i % 64}",
                TenantId = rare ? "rare" : $"t{i % 7}",
                TraceParent = rare ? $"00-{RareTrace}-b7ad6b7169203331-01" : $"00-{i:x32}-b7ad6b7169203331-01",
            });
        }

        await engine.Control.WaitForIdleAsync();
        var rig = new SearchRig(engine, begin, DateTimeOffset.UtcNow);
        if ((await rig._history.SearchAsync(new() { TenantId = "rare" })).Entries.Count != Notifications / RareEvery)
            throw new AccountingException("The rare tenant's notifications are not found");
        return rig;
    }

    public async ValueTask<Sample> RunAsync()
    {
        var worst = 0.0;
        var times = new double[RoundsPerRun];
        foreach (var search in _searches)
        {
            for (var round = 0; round < RoundsPerRun; round++)
            {
                var started = Stopwatch.GetTimestamp();
                var page = await _history.SearchAsync(search);
                times[round] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
                if (page.Error is { } error)
                    throw new AccountingException(error.ToString());
            }

            Array.Sort(times);
            var p99 = times[(RoundsPerRun * 99 / 100) - 1];
            if (Environment.GetEnvironmentVariable("NOTIFICATIONS_BENCH_DETAILS") is not null)
                Console.Error.WriteLine($"  {times[RoundsPerRun / 2],8:0} us p50 {p99,8:0} us p99  {search}");
            worst = Math.Max(worst, p99);
        }

        return new Sample(worst);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private sealed class AnsweringChannel : INotificationChannel
    {
        private long _sent;

        public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken) => new((Interlocked.Increment(ref _sent) % 1_000) switch
        {
            0 => DeliveryResult.Rejected(RejectionKind.Content, "no"),
            var n => DeliveryResult.Delivered($"m{n}"),
        });
    }
}
