using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;
using Notifications.Tracking;

namespace Notifications.Benchmarks.Rigs;

/// <summary>Kept for a notification in a queue: its event without data, its delivery, its places in the queue and the store.</summary>
internal sealed class QueuedMemoryRig : MemoryRig
{
    public static ValueTask<IRig> CreateAsync() => new(new QueuedMemoryRig());

    protected override void Configure(INotificationsBuilder n) => n
        .AddChannel("sink", new HangingChannel())
        .ConfigureChannel("sink", static c => (c.QueueCapacity, c.Timeout) = (1_000_000, TimeSpan.FromMinutes(10)))
        .AddRule("orders", static r => r.OnEvent("order.*").To("sink"));

    protected override async Task FillAsync(Engine engine)
    {
        for (var i = 0; i < Items; i++)
            await engine.Publisher.PublishAsync(Events.Order(i));
    }

    protected override void Verify(NotificationStatistics statistics) => Expect(statistics.Pending, "deliveries are pending");
}
