using Notifications.Dispatch;
using Notifications.Storage;
using Notifications.Tracking;

namespace Notifications.Hosting;

/// <summary>
/// The end, in this order: refuse what is new; answer who is being answered; send what is held, if the store does not outlive the process; drain within the limit;
/// cancel the attempts under way and hand them back; report by name what is left.
/// </summary>
internal sealed class ShutdownSequence(EngineContext context, NotificationEngine engine)
{
    private static readonly TimeSpan HandBackTime = TimeSpan.FromSeconds(2);

    public async ValueTask<ShutdownReport> RunAsync(CancellationToken cancellationToken)
    {
        if (!context.IsRunning)
            return ShutdownReport.Nothing;
        context.IsRunning = false;
        using var limit = new CancellationTokenSource(context.Current.Engine.ShutdownTimeout, context.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await AwaitPublishersAsync(both.Token).ConfigureAwait(false);
        if (!context.Store.IsDurable)
            engine.FlushHeld();
        await DrainAsync(both.Token).ConfigureAwait(false);

        context.Timers.Stop();
        engine.Expansions.Stop();
        foreach (var channel in context.Channels.Working)
            channel.Pool.Stop();
        if (engine.ActiveSends > 0)
            await HandBackAsync().ConfigureAwait(false);
        return await ReportAsync().ConfigureAwait(false);
    }

    /// <summary>Who was let in before the door closed gets an answer first: what is accepted in this moment is drained, or reported, like all else.</summary>
    private async ValueTask AwaitPublishersAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (AreUnderWay())
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // They wait for room longer than the host waits for them.
        }
    }

    // The answers are read first: who comes in between is seen as under way, and looked at again.
    private bool AreUnderWay()
    {
        var c = context;
        var answered = c.ReadAll(Counter.Accepted) + c.ReadAll(Counter.Refused) + c.ReadAll(Counter.Duplicate) + c.ReadAll(Counter.Answered);
        return c.ReadAll(Counter.Published) + c.ReadAll(Counter.Requests) > answered;
    }

    private async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await engine.WaitForIdleAsync(cancellationToken).ConfigureAwait(false);

                // What waits for a time within the limit is waited for (a retry, a limit); what is due later is handed back now.
                if (context.Store.IsDurable || context.Timers.NextDue is not { } next || !HasSoonDue(next))
                    return;
                // A delay of less than a millisecond is none at all.
                var wait = Math.Max(1, Math.Ceiling((next - context.Clock.GetUtcNow()).TotalMilliseconds));
                await Task.Delay(TimeSpan.FromMilliseconds(wait), context.Clock, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The time to drain is over.
        }
    }

    private bool HasSoonDue(DateTimeOffset next) =>
        next - context.Clock.GetUtcNow() < context.Current.Engine.ShutdownTimeout && context.Store.Count() is { Deliveries: > 0 } or { Expansions: > 0 };

    private async ValueTask HandBackAsync()
    {
        context.IsStopping = true;
        foreach (var channel in context.Channels.Working)
            channel.Pool.CancelActive(error => context.Log.ChannelThrew(channel.Name, error.GetType().Name, error));
        engine.Expansions.CancelActive(error => context.Log.ResolverFailed(error.GetType().Name, error));
        using var limit = new CancellationTokenSource(HandBackTime, TimeProvider.System);
        try
        {
            await engine.WaitForIdleAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A send that does not stop is left behind; it is reported below.
        }
    }

    private async ValueTask<ShutdownReport> ReportAsync()
    {
        var counts = context.Store.Count();
        var left = new List<DeliveryRecord>();
        if (counts.Deliveries > 0)
        {
            await foreach (var delivery in context.Store.ReadLiveDeliveriesAsync(ShutdownReport.MaxNamed, CancellationToken.None).ConfigureAwait(false))
                left.Add(delivery);
        }

        var report = new ShutdownReport { Left = counts.Deliveries + counts.Expansions, Held = counts.WaitingEvents, Named = left, IsKept = context.Store.IsDurable };
        context.Counters.Add(Counter.Left, report.Left);
        if (report.Left + report.Held > 0)
        {
            context.Log.LeftAtShutdown(report.Left, report.Held, report.IsKept ? "kept in the store" : "lost with the process");
            foreach (var delivery in left)
                context.Log.DeliveryLeft(delivery.Id.ToString(), delivery.Channel, delivery.Rule ?? "request");
        }

        return report;
    }
}
