using Notifications.Hosting;
using Notifications.Storage;
using Notifications.Telemetry;
using Notifications.Tracking;

namespace Notifications.Dispatch;

/// <summary>Makes one attempt: leases the delivery, asks the channel, and hands the answer to tracking.</summary>
internal sealed class DeliveryHandler(EngineContext engine, OutcomeStage outcomes) : IWorkHandler
{
    /// <summary>What a channel has after its token was cancelled; then its send is left behind.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan NotStored = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterBug = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterBugs = TimeSpan.FromMinutes(10);

    private static readonly DeliveryResult NoResult = DeliveryResult.Unknown("the channel returned no result");

    public ValueTask HandleAsync(WorkItem item, Worker worker)
    {
        var delivery = (Delivery)item;
        if (!delivery.TryMove(DeliveryState.Ready, DeliveryState.Leased))
            return ValueTask.CompletedTask;
        delivery.Epoch++;
        var now = worker.KnownTicks == 0 ? engine.NowTicks() : worker.KnownTicks;
        var channel = delivery.Runtime;
        if (now >= DispatchRule.DeadlineTicks(channel.Options, delivery.Lane, delivery.StartTicks))
            return outcomes.ExpireAsync(delivery, now);

        if (delivery.Details is { Interruptions: > 0 and var times } && PoisonRule.IsPoison(times, engine.Current.Engine.MaxInterruptions))
        {
            engine.Log.PoisonMessage(delivery.GetId().ToString(), channel.Name, delivery.RuleName ?? "request", times);
            return outcomes.EndAsync(delivery, DeliveryState.DeadLettered, DecisionReason.PoisonMessage, now);
        }

        if (!channel.Options.Enabled && engine.Current.Engine.OnRemoved == Configuration.RemovedPolicy.Report)
            return outcomes.EndAsync(delivery, DeliveryState.Dropped, DecisionReason.ChannelRemoved, now);

        if (delivery.Details is { Remaining: not null } && !channel.IsAbsent && RemainingRule.GivesUp(delivery, channel.Traits.RetriesRecipients) is var why and not DecisionReason.None)
            return outcomes.EndAsync(delivery, DeliveryState.Cancelled, why, now);

        if (channel.IsAbsent)
        {
            PutOff(delivery, DispatchRule.DeadlineTicks(channel.Options, delivery.Lane, delivery.StartTicks));
            return ValueTask.CompletedTask;
        }

        var provider = channel.ChooseProvider(delivery.Details?.ProvidersTried ?? 0, now);
        delivery.Attempts++;
        delivery.LeasedTicks = now;
        worker.Scope.Depth = (delivery.Details?.PublishDepth ?? 0) + 1;
        if (RecordsStart(delivery))
            return SendRecordedAsync(delivery, provider, worker, now);
        if (NotificationTelemetry.Source.HasListeners())
            return SendTracedAsync(delivery, provider, worker);

        var pending = Start(delivery, provider, worker);
        if (!pending.IsCompletedSuccessfully)
            return FinishAsync(delivery, provider, pending, worker);
        now = worker.KnownTicks = engine.NowTicks();
#pragma warning disable MA0042 // The result is there: an await would cost a state machine on the way that most sends take.
        return outcomes.RecordAsync(delivery, provider, pending.GetAwaiter().GetResult() ?? NoResult, now);
#pragma warning restore MA0042
    }

    public void Fail(WorkItem item, Exception error)
    {
        Report(error);
        var delivery = (Delivery)item;
        if (delivery.State != DeliveryState.Leased)
            return;

        // The attempt may have arrived; it is repeated later and later, and the deadline ends it.
        delivery.Flags |= DeliveryFlags.MayHaveArrived;
        PutOff(delivery, engine.NowTicks() + RetrySchedule.Delay(delivery.Id, delivery.Attempts, AfterBug, AfterBugs).Ticks);
    }

    private void PutOff(Delivery delivery, long dueTicks)
    {
        delivery.DueTicks = dueTicks;
        if (delivery.TryMove(DeliveryState.Leased, DeliveryState.Ready))
            engine.Timers.Schedule(delivery);
    }

    private bool Holds(ChannelRuntime channel) => DispatchRule.Holds(channel.Options.Unknown, channel.Traits.IsCostly, keyHolds: false);

    /// <summary>Where an attempt of unknown outcome may have to be held, its beginning is stored before it begins: else the next process would take it for one that never was.
    /// That of a delivery from an earlier process is, too: it may be what ended that.</summary>
    private bool RecordsStart(Delivery delivery) =>
        engine.Store.IsDurable && (engine.Ids.IsFromBefore(delivery.Id) || Holds(delivery.Runtime));

    private async ValueTask SendRecordedAsync(Delivery delivery, int provider, Worker worker, long now)
    {
        delivery.GetDetails().Interruptions++;
        if (!await outcomes.RecordStartAsync(delivery, now).ConfigureAwait(false))
        {
            delivery.Details!.Interruptions--;
            if (Holds(delivery.Runtime))
            {
                delivery.Attempts--;
                PutOff(delivery, now + RetrySchedule.Delay(delivery.Id, 1, NotStored, NotStored).Ticks);
                return;
            }
        }

        await SendTracedAsync(delivery, provider, worker).ConfigureAwait(false);
    }

    private void Report(Exception error)
    {
        try
        {
            engine.Log.StepFailed(error);
        }
#pragma warning disable CA1031 // The log itself may be what fails.
        catch (Exception)
#pragma warning restore CA1031
        {
            engine.Counters.Add(Counter.CommitFailures);
        }
    }

    private ValueTask<DeliveryResult> Start(Delivery delivery, int provider, Worker worker)
    {
        var channel = delivery.Runtime;
        IMessageSource source = delivery.Details is { Remaining: { } some } ? new ExplicitMessage(delivery) { OnlyFor = some.Waiting } : delivery;
        var message = new ChannelMessage(source, delivery.Attempts, new DateTimeOffset(delivery.LeasedTicks + channel.Timeout.Ticks, TimeSpan.Zero));
        try
        {
            return channel.Providers[provider].Channel.SendAsync(message, worker.Attempt.Token);
        }
#pragma warning disable CA1031 // A channel that throws at once is an outcome, not an error of the worker.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return new ValueTask<DeliveryResult>(Explain(delivery, error, worker));
        }
    }

    private async ValueTask SendTracedAsync(Delivery delivery, int provider, Worker worker)
    {
        using var activity = NotificationTelemetry.StartSend(delivery, delivery.Runtime.Providers[provider].Name);
        var pending = Start(delivery, provider, worker);
        var result = pending.IsCompletedSuccessfully
            ? await pending.ConfigureAwait(false) ?? NoResult
            : await AnswerAsync(delivery, pending, worker).ConfigureAwait(false);
        NotificationTelemetry.Complete(activity, result);
        await outcomes.RecordAsync(delivery, provider, result, engine.NowTicks()).ConfigureAwait(false);
    }

    private async ValueTask FinishAsync(Delivery delivery, int provider, ValueTask<DeliveryResult> pending, Worker worker)
    {
        var result = await AnswerAsync(delivery, pending, worker).ConfigureAwait(false);
        await outcomes.RecordAsync(delivery, provider, result, engine.NowTicks()).ConfigureAwait(false);
    }

    private async ValueTask<DeliveryResult> AnswerAsync(Delivery delivery, ValueTask<DeliveryResult> pending, Worker worker)
    {
        var timeout = delivery.Runtime.Timeout;
        var attempt = worker.Attempt;
        attempt.CancelAfter(timeout);
        var send = pending.AsTask();
        var answer = send.WaitAsync(timeout + Grace, engine.Clock, CancellationToken.None);
        delivery.Runtime.Pool.Suspend();
        try
        {
            return await answer.ConfigureAwait(false) ?? NoResult;
        }
        catch (TimeoutException) when (!send.IsCompleted)
        {
            engine.Counters.Add(Counter.Abandoned);
            engine.Log.SendAbandoned(delivery.Runtime.Name, timeout);
            Observe(send);
            worker.Abandon();
            return DeliveryResult.Unknown($"no answer within {timeout.TotalSeconds:0.#} s, and the send did not stop");
        }
#pragma warning disable CA1031 // Whatever a channel throws is an outcome, not an error of the worker.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Explain(delivery, error, worker);
        }
        finally
        {
            delivery.Runtime.Pool.Unsuspend();
            worker.Reset();
        }
    }

    private DeliveryResult Explain(Delivery delivery, Exception error, Worker worker)
    {
        if (error is OperationCanceledException && worker.Attempt.IsCancellationRequested)
        {
            return engine.IsStopping
                ? DeliveryResult.Unknown(OutcomeStage.Interrupted)
                : DeliveryResult.Unknown($"no answer within {delivery.Runtime.Timeout.TotalSeconds:0.#} s");
        }

        // The text of an exception may carry an address or a secret; operators find it in the debug log.
        engine.Log.ChannelThrew(delivery.Runtime.Name, error.GetType().Name, error);
        return DeliveryResult.Unknown($"the channel threw {error.GetType().Name}");
    }

    private static void Observe(Task task) =>
        _ = task.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
