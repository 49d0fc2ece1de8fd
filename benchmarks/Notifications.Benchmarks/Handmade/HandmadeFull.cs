using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Handmade;

/// <summary>The hand-written queue, its items with the target that a rule named.</summary>
internal sealed class HandmadeFull : HandmadeQueue<(NotificationEvent Event, Tally Target)>
{
    public static ValueTask<IRig> CreateAsync() => HandmadeFullRig<NotificationEvent>.CreateAsync(new HandmadeFull(), static i => RuleMix.Event(i), static e => e);

    protected override ValueTask SendAsync((NotificationEvent Event, Tally Target) item, CancellationToken cancellationToken)
    {
        item.Target.Add();
        return ValueTask.CompletedTask;
    }
}
