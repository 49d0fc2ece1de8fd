using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Handmade;

/// <summary>The limit of <c>deliver.plain</c>.</summary>
internal sealed class HandmadePlainRig : HandmadeRig<NotificationEvent>
{
    private HandmadePlainRig(Tally tally) : base(400_000, tally, new HandmadePlain(tally))
    {
    }

    public static ValueTask<IRig> CreateAsync() => new HandmadePlainRig(new Tally()).StartAsync();

    protected override async Task PublishAsync(int from, int to)
    {
        for (var i = from; i < to; i++)
            await Queue.EnqueueAsync(Events.Order(i));
    }
}
