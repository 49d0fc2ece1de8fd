using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;
using Notifications.Tracking;

namespace Notifications.Benchmarks.Rigs;

/// <summary>Kept for a live debounce key after its first event went out.</summary>
internal sealed class DebounceMemoryRig : MemoryRig
{
    private readonly Tally _tally = new();

    public static ValueTask<IRig> CreateAsync() => new(new DebounceMemoryRig());

    protected override void Configure(INotificationsBuilder n) => n
        .AddChannel("sink", new NoOpChannel(_tally))
        .AddRule("orders", static r => r.OnEvent("order.*").To("sink").Debounce(TimeSpan.FromHours(1)));

    protected override async Task FillAsync(Engine engine)
    {
        for (var i = 0; i < Items; i++)
            await engine.Publisher.PublishAsync(new NotificationEvent { Type = "order.failed", Subject = SubjectOf(i) });
        await engine.Control.WaitForIdleAsync();
    }

    protected override void Verify(NotificationStatistics statistics) => Expect(statistics.Delivered, "first events were delivered");
}
