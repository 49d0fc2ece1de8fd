using Notifications.Audience;
using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Storage;

namespace Notifications.Publishing;

/// <summary>Takes requests back. Exact: what is cancelled is never sent, and what was begun is said to be.</summary>
internal sealed class CancellationStage(EngineContext engine, StepCommitter committer)
{
    public async ValueTask<CancelResult> CancelAsync(string requestId, CancellationToken cancellationToken)
    {
        if (!NotificationId.TryParse(requestId, out var id))
            return default;
        var live = new HashSet<WorkItem>(ReferenceEqualityComparer.Instance);
        var result = await CancelRequestAsync(id.Value, live, cancellationToken).ConfigureAwait(false);
        return Sum(result, new CancelResult(0, await CountFinishedAsync(requestId, live, cancellationToken).ConfigureAwait(false)));
    }

    public async ValueTask<CancelResult> CancelBatchAsync(string batchId, string? tenantId, CancellationToken cancellationToken)
    {
        var result = new CancelResult(0, 0);
        foreach (var request in engine.Requests.FindBatch(tenantId ?? string.Empty, batchId))
            result = Sum(result, await CancelRequestAsync(request, new HashSet<WorkItem>(ReferenceEqualityComparer.Instance), cancellationToken).ConfigureAwait(false));
        return result;
    }

    /// <summary>Cancels until nothing new is found: what became of a search for recipients meanwhile is cancelled too.</summary>
    private async ValueTask<CancelResult> CancelRequestAsync(long request, HashSet<WorkItem> seen, CancellationToken cancellationToken)
    {
        var result = new CancelResult(0, 0);
        bool any;
        do
        {
            any = false;
            foreach (var item in engine.Requests.Find(request))
            {
                if (!seen.Add(item))
                    continue;
                any = true;
                result = Sum(result, await CancelItemAsync(item, cancellationToken).ConfigureAwait(false));
            }
        }
        while (any);
        return result;
    }

    private static CancelResult Sum(CancelResult a, CancelResult b) => new(a.Cancelled + b.Cancelled, a.TooLate + b.TooLate);

    /// <summary>What of the request was over before the call: sent, and so too late.</summary>
    private async ValueTask<int> CountFinishedAsync(string requestId, HashSet<WorkItem> live, CancellationToken cancellationToken)
    {
        var finished = 0;
        await foreach (var record in engine.Store.ReadHistoryAsync(requestId, cancellationToken).ConfigureAwait(false))
        {
            if (record.Delivery is { } delivery && delivery.State is not (DeliveryState.Cancelled or DeliveryState.Dropped)
                && DeliveryRule.IsFinal(delivery.State) && !live.Any(item => item.Id == delivery.Id.Value))
                finished++;
        }

        return finished;
    }

    private async ValueTask<CancelResult> CancelItemAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var stripe = item switch
        {
            Delivery { Details.Alert: { } alert } => engine.Stripes[alert.Identity],
            Expansion search => engine.Stripes[EventIdentity.Of(search.SourceEvent)],
            _ => null,
        };
        if (stripe is not null)
            await stripe.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        var step = Step.Rent(engine.Clock.GetUtcNow());
        try
        {
            if (item is Delivery delivery)
            {
                if (!delivery.TryMove(DeliveryState.Ready, DeliveryState.Cancelled))
                    return new CancelResult(0, delivery.State is DeliveryState.Cancelled or DeliveryState.Dropped ? 0 : 1);
                delivery.NoteEnd(DecisionReason.CancelledByCaller);
                delivery.FinishedTicks = step.NowTicks;
                delivery.Epoch++;
                step.Superseded.Add(delivery);
            }
            else if (item is Expansion expansion)
            {
                if (expansion.IsOver)
                    return default;
                expansion.IsOver = true;
                step.Trace(expansion.EventNumber, null, DecisionReason.CancelledByCaller);
            }

            step.Batch.Change(item, ChangeKind.Remove);
            var commit = await CommitAsync(step, item, cancellationToken).ConfigureAwait(false);
            if (!commit.IsCommitted)
                throw new InvalidOperationException($"The cancellation could not be committed ({commit.Kind}): nothing was cancelled. Try again later.");
            item.DueTicks = 0;
            if (item is Expansion over)
            {
                over.Epoch++;
                committer.Expansions.Forget(over);
                Interlocked.Decrement(ref engine.Searches);
                engine.Requests.Remove(over);
            }

            // What some of its recipients have was begun; the others get nothing any more.
            return item is Delivery { State: not DeliveryState.Cancelled } ? new CancelResult(0, 1) : new CancelResult(1, 0);
        }
        finally
        {
            step.Return();
            stripe?.Gate.Release();
        }
    }

    private async ValueTask<CommitResult> CommitAsync(Step step, WorkItem item, CancellationToken cancellationToken)
    {
        var committed = false;
        try
        {
            var commit = await committer.CommitAsync(step, cancellationToken).ConfigureAwait(false);
            committed = commit.IsCommitted;
            return commit;
        }
        finally
        {
            // It goes on as if nobody had asked.
            if (!committed && item is Expansion expansion)
            {
                expansion.IsOver = false;
                if (expansion.DueTicks == 0)
                    committer.Enqueue(expansion);
            }
        }
    }
}
