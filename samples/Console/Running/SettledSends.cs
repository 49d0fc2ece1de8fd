using Notifications.Hosting;
using Notifications.Simulation;

namespace Notifications.Samples.Storm.Running;

/// <summary>Waits until nothing is in flight, in real time. A send that hangs would stop a clock that stands still: its timeout has to come all the same.</summary>
internal sealed class SettledSends(INotificationEngine engine, SimulatedClock clock)
{
    /// <summary>The time that an attempt has, unless a channel is configured otherwise.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async ValueTask WaitAsync(CancellationToken abort)
    {
        var idle = engine.WaitForIdleAsync(abort);
        if (idle.IsCompletedSuccessfully)
            return;
        var waiting = idle.AsTask();
        while (true)
        {
            var before = engine.GetStatistics();
            try
            {
                await waiting.WaitAsync(Patience, TimeProvider.System, abort);
                return;
            }
            catch (TimeoutException)
            {
                var now = engine.GetStatistics();

                // Nothing has moved: what is under way has had its time, as it would have on the wall clock.
                if (now.Attempts == before.Attempts && now.Pending == before.Pending)
                    clock.Advance(Patience);
            }
        }
    }
}
