using Notifications.Audience;
using Notifications.Dispatch;
using Notifications.Publishing;
using Notifications.Storage;

namespace Notifications.Hosting;

/// <summary>What becomes of that which was under way when the process before this one ended: nobody knows its outcome, and it may be what ended the process.</summary>
internal sealed class InterruptedStage(EngineContext engine, StepCommitter committer)
{
    private const int MaxNamed = 20;

    /// <summary>Gives each its place in time, before anything moves; holds what the channel wants held.</summary>
    public async ValueTask TakeUpAsync(RecoveredRecords records, IReadOnlyList<Expansion> expansions)
    {
        var suspects = expansions.Where(static x => x.Interruptions > 0).ToList<WorkItem>();
        var interrupted = records.Items.SelectMany(static i => i.Interrupted).ToList();
        if (suspects.Count + interrupted.Count == 0)
            return;
        var step = Step.Rent(engine.Clock.GetUtcNow());
        foreach (var delivery in interrupted)
        {
            delivery.Flags |= DeliveryFlags.MayHaveArrived;
            if (Holds(delivery, step.NowTicks))
                Hold(step, delivery);
            else
                suspects.Add(delivery);
        }

        PutInLine(suspects, step.Now);

        // One that is not committed is held all the same, and found again by the next start.
        await committer.CommitAsync(step, CancellationToken.None).ConfigureAwait(false);
        step.Return();
    }

    private static bool Holds(Delivery delivery, long now)
    {
        var channel = delivery.Runtime;
        var keyHolds = channel.Traits.IdempotencyWindow is { } window && now - delivery.StartTicks < window.Ticks;
        return DispatchRule.Holds(channel.Options.Unknown, channel.Traits.IsCostly, keyHolds);
    }

    private void Hold(Step step, Delivery delivery)
    {
        delivery.Note(DecisionReason.HeldInDoubt);
        delivery.Restore(DeliveryState.InDoubt, delivery.Reasons);
        delivery.NextState = DeliveryState.InDoubt;
        NoteAttempt(delivery, step.Now, next: null);
        step.Batch.Change(delivery, ChangeKind.Update);
        engine.Log.HeldInDoubt(delivery.Runtime.Name, delivery.GetId().ToString());
    }

    private void PutInLine(List<WorkItem> suspects, DateTimeOffset now)
    {
        if (suspects.Count == 0)
            return;
        var limit = engine.Current.Engine.MaxInterruptions;
        suspects.Sort(static (a, b) => (TimesOf(a), -(int)a.Lane, a.Id).CompareTo((TimesOf(b), -(int)b.Lane, b.Id)));
        for (var i = 0; i < suspects.Count; i++)
        {
            var suspect = suspects[i];
            suspect.DueTicks = PoisonRule.DueTicks(TimesOf(suspect), i, suspects.Count, limit, now.UtcTicks);
            if (suspect is Delivery delivery)
                NoteAttempt(delivery, now, PoisonRule.IsPoison(TimesOf(suspect), limit) ? null : suspect.DueTicks == 0 ? now : new DateTimeOffset(suspect.DueTicks, TimeSpan.Zero));
        }

        // The last in the line are those that were under way most often.
        var named = suspects.TakeLast(MaxNamed).Select(static s => s is Delivery d ? d.GetId().ToString() : $"recipients of {((Expansion)s).RuleName ?? "a request"}");
        engine.Log.Interrupted(suspects.Count, suspects.Count(static s => TimesOf(s) > 1), string.Join(", ", named));
    }

    private static int TimesOf(WorkItem item) => item is Delivery delivery ? delivery.Details?.Interruptions ?? 0 : ((Expansion)item).Interruptions;

    private static void NoteAttempt(Delivery delivery, DateTimeOffset now, DateTimeOffset? next) =>
        delivery.GetDetails().Add(new AttemptRecord(
            delivery.Attempts,
            delivery.Runtime.Name,
            new DateTimeOffset(delivery.LeasedTicks, TimeSpan.Zero),
            now,
            DeliveryResultKind.Unknown,
            "the process ended while the attempt was under way",
            next));
}
