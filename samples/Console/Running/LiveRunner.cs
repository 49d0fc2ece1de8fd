using Microsoft.Extensions.Hosting;
using Notifications.Hosting;
using Notifications.Samples.Storm.Input;

namespace Notifications.Samples.Storm.Running;

/// <summary>On the wall clock: events are published as they are read. At the end the host stops, which drains the engine.</summary>
internal sealed class LiveRunner(IHost host, INotificationEngine engine, Intake intake, Interrupts interrupts)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public async Task RunAsync(IAsyncEnumerable<InputLine> lines)
    {
        try
        {
            // What an earlier run has left in the journal comes first.
            await FinishAsync();
            await foreach (var line in lines.WithCancellation(interrupts.Finish))
                await intake.PublishAsync(line, interrupts.Finish);
            await FinishAsync();
        }
        catch (OperationCanceledException) when (interrupts.Finish.IsCancellationRequested)
        {
            // An event that waited for room was not taken.
        }

        await host.StopAsync(interrupts.Abort);
    }

    /// <summary>A host on a journal stops without waiting for what is due later: it is safe. This run waits for a while, to show it.</summary>
    private async Task FinishAsync()
    {
        var end = TimeProvider.System.GetUtcNow() + Longest;
        while (engine.GetStatistics() is { Pending: > 0 } or { PendingMatches: > 0 } && TimeProvider.System.GetUtcNow() < end)
            await Task.Delay(Look, interrupts.Finish);
    }
}
