using Notifications.Dispatch;
using Notifications.Routing;
using Notifications.Storage;
using Notifications.Timing;

namespace Notifications.Tracking;

/// <content>What becomes of an outcome that the store does not take: it stands, only its record is missing. It is recorded again, never sent again, for as long as this process lives.</content>
internal sealed partial class OutcomeStage
{
    /// <summary>How often the store may say that a delivery is not ours as we have it. What passes by itself passes in these twenty seconds.</summary>
    private const int MaxConflicts = 8;

    /// <summary>After so many attempts a worker no longer waits, if the store takes what others commit.</summary>
    private const int MaxAttempts = 8;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWaitAlone = TimeSpan.FromMinutes(5);

    private async ValueTask SettleAgainAsync(SemaphoreSlim? gate, Delivery delivery, DispatchDecision decision, DeliveryResult? result, CompiledRule? rule, long now)
    {
        // What waits for the store holds up its chain, but nothing else of the stripe.
        gate?.Release();
        Interlocked.Increment(ref engine.Outstanding);
        var isRecorded = true;
        try
        {
            isRecorded = await RecordAgainAsync(gate, delivery, decision, result, rule, now).ConfigureAwait(false);
        }
        finally
        {
            if (isRecorded)
                Interlocked.Decrement(ref engine.Outstanding);
        }

        // A store that takes everything but this: its worker goes on.
        if (!isRecorded)
            _ = RecordAloneAsync(gate, delivery, decision, result, rule, now);
    }

    /// <summary>Tries while its worker waits: a store that takes nothing is not sent past.</summary>
    /// <returns>False when the store takes other outcomes, but not this one.</returns>
    private async ValueTask<bool> RecordAgainAsync(SemaphoreSlim? gate, Delivery delivery, DispatchDecision decision, DeliveryResult? result, CompiledRule? rule, long now)
    {
        var (conflicts, before) = (0, CountCommitted());
        for (var attempt = 1; !engine.IsOver; attempt++)
        {
            await WaitToRecordAsync(RetrySchedule.Delay(delivery.Id, attempt, FirstWait, LongestWait)).ConfigureAwait(false);
            var commit = await TryInTurnAsync(gate, delivery, decision, result, rule, now, conflicts + 1 >= MaxConflicts).ConfigureAwait(false);
            if (commit == CommitKind.Committed)
                return true;
            if (commit == CommitKind.Conflict && ++conflicts >= MaxConflicts)
                return true;
            if (attempt < MaxAttempts)
                continue;
            Report(delivery, attempt);
            if (CountCommitted() != before)
                return false;
        }

        return true;
    }

    private async Task RecordAloneAsync(SemaphoreSlim? gate, Delivery delivery, DispatchDecision decision, DeliveryResult? result, CompiledRule? rule, long now)
    {
        engine.Recording.Begin();
        try
        {
            for (var attempt = 1; !engine.IsOver; attempt++)
            {
                await WaitAloneAsync(RetrySchedule.Delay(delivery.Id, attempt, LongestWait, LongestWaitAlone)).ConfigureAwait(false);
                if (await TryAloneAsync(gate, delivery, decision, result, rule, now).ConfigureAwait(false) is CommitKind.Committed or CommitKind.Conflict)
                    return;
                Report(delivery, MaxAttempts + attempt);
            }
        }
        finally
        {
            Interlocked.Decrement(ref engine.Outstanding);
            engine.Recording.End();
            engine.Room.Freed();
        }
    }

    private async ValueTask<CommitKind> TryAloneAsync(SemaphoreSlim? gate, Delivery delivery, DispatchDecision decision, DeliveryResult? result, CompiledRule? rule, long now)
    {
        try
        {
            return await TryInTurnAsync(gate, delivery, decision, result, rule, now, isLast: true).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // What fails by a bug, again and again, is reported, and stays as it is for the next process.
        catch (Exception error)
#pragma warning restore CA1031
        {
            engine.Log.StepFailed(error);
            return CommitKind.Unavailable;
        }
    }

    /// <param name="isLast">A conflict is the last one: the delivery is given up.</param>
    private async ValueTask<CommitKind> TryInTurnAsync(
        SemaphoreSlim? gate, Delivery delivery, DispatchDecision decision, DeliveryResult? result, CompiledRule? rule, long now, bool isLast)
    {
        if (gate is not null)
            await gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            var commit = await TrySettleAsync(delivery, decision, result, rule, now).ConfigureAwait(false);
            if (commit == CommitKind.Conflict && isLast)
                Disown(delivery);
            return commit;
        }
        finally
        {
            gate?.Release();
        }
    }

    /// <summary>The store says again and again that the delivery is not ours as we have it: whoever has it will end it. It holds up nobody here any more.</summary>
    private void Disown(Delivery delivery)
    {
        engine.OperationLog.Disowned(delivery.GetId().ToString(), delivery.Runtime.Name, MaxConflicts);
        engine.CountersFor(delivery.IsDrill).Add(Counter.Recovered, -1);
        if ((delivery.Flags & DeliveryFlags.Requested) != 0)
            engine.Requests.Remove(delivery);
        committer.LeaveChain(delivery);
    }

    private void Report(Delivery delivery, int times)
    {
        if (engine.LogPace.IsTime("unrecorded " + delivery.Runtime.Name, engine.NowTicks()))
            engine.OperationLog.Unrecorded(delivery.GetId().ToString(), delivery.Runtime.Name, times, Volatile.Read(ref engine.Outstanding));
    }

    /// <summary>What only a commit moves.</summary>
    private long CountCommitted()
    {
        var sum = engine.ReadAll(Counter.Accepted);
        for (var state = DeliveryState.Delivered; state <= DeliveryState.Dropped; state++)
            sum += engine.ReadAll(OutcomeCounter.For(state));
        return sum;
    }

    // Under way until the time of the next attempt is set, and again from when that has come: between the two, time may pass.
    private ValueTask WaitAloneAsync(TimeSpan delay) => SeenWait.UntilAsync(
        engine.Clock,
        delay,
        () =>
        {
            engine.Recording.End();
            engine.Room.Freed();
        },
        engine.Recording.Begin);

    private ValueTask WaitToRecordAsync(TimeSpan delay) => SeenWait.UntilAsync(
        engine.Clock,
        delay,
        () =>
        {
            Interlocked.Increment(ref engine.Unrecorded);
            engine.Room.Freed();
        },
        () => Interlocked.Decrement(ref engine.Unrecorded));
}
