using Notifications.Aggregation;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Routing;

namespace Notifications.Suppression.Holds;

/// <summary>Gives the alerts of a batch that were held when it left their places among those held. Until then they are the batch's: a crash loses none.</summary>
internal sealed class MemberStage(EngineContext engine, HoldStage holds, BatchStage batches, StepCommitter committer)
{
    public async ValueTask MoveAsync(BatchState batch)
    {
        foreach (var member in batch.Held?.Members.ToArray() ?? [])
        {
            if (!HoldStage.IsAlert(member.Event))
                continue;
            var identity = EventIdentity.Of(member.Event);
            var stripe = engine.Stripes[identity];
            await stripe.Gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                await MoveAsync(batch, member, stripe.FindAlert(identity)).ConfigureAwait(false);
            }
            finally
            {
                stripe.Gate.Release();
            }
        }
    }

    private async ValueTask MoveAsync(BatchState batch, HeldMember member, AlertState? alert)
    {
        await batch.Gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        var step = Step.Rent(engine.Clock.GetUtcNow());
        try
        {
            if (batch.IsOver || batch.Held is not { } waiting || !waiting.Members.Contains(member) || engine.FindRule(batch.RuleName) is not { } rule)
                return;
            if (TryMove(step, member, rule, alert))
            {
                BatchStage.TakeOut(step, batch, waiting, member);
                await committer.CommitAsync(step, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch
        {
            committer.Undo(step);
            throw;
        }
        finally
        {
            step.Return();
            batches.Leave(batch);
        }
    }

    private bool TryMove(Step step, in HeldMember member, CompiledRule rule, AlertState? alert)
    {
        step.Tally.IsDrill = member.Event.Drill;
        if (alert?.Latest == NotificationStatus.Resolved)
        {
            step.Tally.Suppressed++;
            step.Trace(member.Number, rule.Name, DecisionReason.Superseded);
            return true;
        }

        var match = new MatchContext
        {
            Event = member.Event,
            EventNumber = member.Number,
            AcceptedTicks = member.AcceptedTicks,
            Rule = rule,
            RuleName = rule.Name,
            Alert = alert,
            IsFlush = true,
        };

        // Free again: it leaves with the others.
        if (holds.Find(step, match) is not { } hold)
            return false;

        // It is taken out of the batch as one that was told with it, and put back as one that waits.
        step.Tally.Merged++;
        holds.Keep(step, match, hold);
        return true;
    }
}
