using Microsoft.Extensions.Hosting;
using Notifications.Samples.Storm.Input;

namespace Notifications.Samples.Storm.Running;

/// <summary>On the wall clock: events are published as they are read. At the end the host stops, which drains the engine.</summary>
internal sealed class LiveRunner(IHost host, Intake intake, Interrupts interrupts)
{
    public async Task RunAsync(IAsyncEnumerable<InputLine> lines)
    {
        try
        {
            await foreach (var line in lines.WithCancellation(interrupts.Finish))
                await intake.PublishAsync(line, interrupts.Finish);
        }
        catch (OperationCanceledException) when (interrupts.Finish.IsCancellationRequested)
        {
            // An event that waited for room was not taken.
        }

        await host.StopAsync(interrupts.Abort);
    }
}
