using Notifications.Dispatch;
using Notifications.Publishing;
using Notifications.Routing;
using Notifications.Storage;

namespace Notifications.Tracking;

/// <content>How an outcome is committed, in the turn of what it is about.</content>
internal sealed partial class OutcomeStage
{
    /// <summary>Commits what follows from an outcome: where it is about a remembered thing, in the turn of that, which is free most of the time.</summary>
    private ValueTask SettleAsync(Delivery delivery, in DispatchDecision decision, DeliveryResult? result, CompiledRule? rule, long now)
    {
        var gate = delivery.Details?.Alert is { } alert ? engine.Stripes[alert.Identity].Gate : null;
        return gate is null || gate.Wait(0, CancellationToken.None)
            ? TakeAsync(gate, delivery, decision, result, rule, now)
            : TakeTurnAsync(gate, delivery, decision, result, rule, now);
    }

    private async ValueTask TakeTurnAsync(SemaphoreSlim gate, Delivery delivery, DispatchDecision decision, DeliveryResult? result, CompiledRule? rule, long now)
    {
        await gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        await TakeAsync(gate, delivery, decision, result, rule, now).ConfigureAwait(false);
    }

    /// <summary>Plans and commits, and gives the gate back.</summary>
    private ValueTask TakeAsync(SemaphoreSlim? gate, Delivery delivery, in DispatchDecision decision, DeliveryResult? result, CompiledRule? rule, long now)
    {
        var isCommitted = false;
        try
        {
            var step = Step.Rent(new DateTimeOffset(now, TimeSpan.Zero));
            var outcome = Plan(step, delivery, decision, result, rule);
            var commit = committer.CommitAsync(step, CancellationToken.None);
            if (!commit.IsCompletedSuccessfully)
                return SettleAsync(gate, step, commit, outcome, delivery, decision, result, rule, now);
#pragma warning disable MA0042 // The result is there: an await would cost a state machine on the way that most steps take.
            isCommitted = commit.GetAwaiter().GetResult().IsCommitted;
#pragma warning restore MA0042
            if (isCommitted)
                Follow(delivery, outcome);
            step.Return();
        }
        catch
        {
            gate?.Release();
            throw;
        }

        if (!isCommitted)
            return SettleAgainAsync(gate, delivery, decision, result, rule, now);
        gate?.Release();
        return ValueTask.CompletedTask;
    }

    private async ValueTask SettleAsync(
        SemaphoreSlim? gate, Step step, ValueTask<CommitResult> commit, DispatchDecision outcome, Delivery delivery, DispatchDecision decision, DeliveryResult? result, CompiledRule? rule, long now)
    {
        bool isCommitted;
        try
        {
            isCommitted = (await commit.ConfigureAwait(false)).IsCommitted;
            if (isCommitted)
                Follow(delivery, outcome);
        }
        catch
        {
            gate?.Release();
            throw;
        }
        finally
        {
            step.Return();
        }

        if (isCommitted)
            gate?.Release();
        else
            await SettleAgainAsync(gate, delivery, decision, result, rule, now).ConfigureAwait(false);
    }

    private async ValueTask<CommitKind> TrySettleAsync(Delivery delivery, DispatchDecision decision, DeliveryResult? result, CompiledRule? rule, long now)
    {
        var step = Step.Rent(new DateTimeOffset(now, TimeSpan.Zero));
        try
        {
            var outcome = Plan(step, delivery, decision, result, rule);
            var commit = await committer.CommitAsync(step, CancellationToken.None).ConfigureAwait(false);
            if (commit.IsCommitted)
                Follow(delivery, outcome);
            return commit.Kind;
        }
        finally
        {
            step.Return();
        }
    }
}
