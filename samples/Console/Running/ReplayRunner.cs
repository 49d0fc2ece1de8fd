using Notifications.Hosting;
using Notifications.Samples.Storm.Input;
using Notifications.Simulation;

namespace Notifications.Samples.Storm.Running;

/// <summary>
/// On event time: the clock follows the events' own <c>time</c> and stops at every instant at which the engine has something to do. It never
/// advances while a send is in flight. After the last event all timers run out.
/// </summary>
internal sealed class ReplayRunner(INotificationEngine engine, SimulatedClock clock, Intake intake, Interrupts interrupts, ReplayPosition position)
{
    /// <summary>Waits and windows of a rule are at most 30 days long; what is left then waits for a person.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(31);

    /// <summary>The clock does not follow a time beyond this: it cannot go back.</summary>
    private static readonly DateTimeOffset LastFollowed = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The engine's timers count whole milliseconds.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly SettledSends _settled = new(engine, clock);

    public async Task RunAsync(IAsyncEnumerable<InputLine> lines)
    {
        try
        {
            // What an earlier run has left in the journal comes first.
            await RunOutAsync();
            await foreach (var line in lines.WithCancellation(interrupts.Finish))
            {
                if (line.Event?.Time is { } time && time > clock.GetUtcNow() && time < LastFollowed)
                    await AdvanceToAsync(time);
                await PublishAsync(line);
                if (interrupts.Finish.IsCancellationRequested)
                    break;
            }

            await RunOutAsync();
        }
        catch (OperationCanceledException) when (interrupts.Abort.IsCancellationRequested)
        {
            // What is left is in the totals.
        }
    }

    private async Task AdvanceToAsync(DateTimeOffset instant)
    {
        await _settled.WaitAsync(interrupts.Abort);
        while (engine.NextDue is { } due && due + Tick <= instant)
        {
            clock.AdvanceTo(due + Tick);
            await _settled.WaitAsync(interrupts.Abort);
        }

        clock.AdvanceTo(instant);
        position.Note(instant);
        await _settled.WaitAsync(interrupts.Abort);
    }

    /// <summary>Publishes. Where the engine makes the publisher wait for room, room may come only with time.</summary>
    private async Task PublishAsync(InputLine line)
    {
        var publishing = intake.PublishAsync(line, interrupts.Abort);
        while (!publishing.IsCompleted)
        {
            await _settled.WaitAsync(interrupts.Abort);
            await Task.WhenAny(publishing, Task.Delay(Tick, interrupts.Abort));
            if (!publishing.IsCompleted && engine.NextDue is { } due)
                clock.AdvanceTo(due + Tick);
        }

        await publishing;
    }

    private async Task RunOutAsync()
    {
        await _settled.WaitAsync(interrupts.Abort);
        var end = clock.GetUtcNow() + LongestWait;
        while (engine.GetStatistics() is { Pending: > 0 } or { PendingMatches: > 0 } && engine.NextDue is { } due && due < end)
        {
            clock.AdvanceTo(due + Tick);
            await _settled.WaitAsync(interrupts.Abort);
        }
    }
}
