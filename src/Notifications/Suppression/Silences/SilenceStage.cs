using Notifications.Audit;
using Notifications.Configuration;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Storage;
using Notifications.Tracking;

namespace Notifications.Suppression.Silences;

/// <summary>Commits what becomes of silences, and lets it happen: events meet them, and what they held is looked at again when they end. One change at a time.</summary>
internal sealed class SilenceStage(EngineContext engine, StepCommitter committer, AuditStage audit)
{
    private static readonly TimeSpan CommitAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Held while a silence is changed, and over the commit.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Adds a silence, and ends the one that it replaces, in one commit.</summary>
    public async ValueTask<SilenceResult> AddAsync(SilenceFacts facts, CompiledSilence? replaced, AuditActor actor, CancellationToken cancellationToken)
    {
        var record = new SilenceRecord(new NotificationId(engine.Ids.Next(), new DateTimeOffset(facts.CreatedTicks, TimeSpan.Zero)), facts);
        var ended = replaced is null ? null : SilenceRule.Ended(replaced.Facts, facts.CreatedTicks);
        var error = await CommitAsync(
            step =>
            {
                step.Put(record);
                Audit(step, "silence.created", actor, record.GetKey(), facts);
                if (ended is null)
                    return;
                Put(step, replaced!, ended);
                Audit(step, "silence.ended", actor, replaced!.Id, ended);
            }, cancellationToken).ConfigureAwait(false);
        if (error is not null)
            return new(null, error);
        var silence = Add(record);
        engine.HoldLog.SilenceCreated(silence.Id);
        if (ended is not null)
            Apply(replaced!, ended);
        return new(Info(silence), Replaced: replaced?.Id);
    }

    /// <summary>Changes a silence in place.</summary>
    public async ValueTask<SilenceResult> ChangeAsync(CompiledSilence silence, SilenceFacts facts, AuditActor actor, CancellationToken cancellationToken)
    {
        var action = facts.EndTicks <= facts.UpdatedTicks ? "silence.ended" : "silence.changed";
        var error = await CommitAsync(
            step =>
            {
                Put(step, silence, facts);
                Audit(step, action, actor, silence.Id, facts);
            }, cancellationToken).ConfigureAwait(false);
        if (error is not null)
            return new(null, error);
        engine.HoldLog.SilenceChanged(silence.Id);
        Apply(silence, facts);
        return new(Info(silence));
    }

    /// <summary>Ends a silence now; one that is over stays as it is.</summary>
    public ValueTask<SilenceResult> ExpireAsync(CompiledSilence silence, AuditActor actor, CancellationToken cancellationToken)
    {
        var now = engine.NowTicks();
        return SilenceRule.State(silence.Facts, now) == SilenceState.Expired
            ? new(new SilenceResult(Info(silence)))
            : ChangeAsync(silence, SilenceRule.Ended(silence.Facts, now), actor, cancellationToken);
    }

    /// <summary>An alert that it takes is resolved: if it lasts until then and holds no other, it is over.</summary>
    public async ValueTask ResolvedAsync(CompiledSilence silence)
    {
        await Gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (!silence.IsRemoved && engine.Holds.CountHeld(silence) == 0)
                silence.IsResolved = !await TryExpireAsync(silence).ConfigureAwait(false);
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>The time has come to look at a silence: it has ended, an occurrence has ended, it has been quiet for long, or it may be forgotten.</summary>
    public async ValueTask LookAsync(CompiledSilence silence)
    {
        await Gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (silence.IsRemoved)
                return;
            var now = engine.NowTicks();
            if (await TryForgetAsync(silence, now).ConfigureAwait(false))
                return;
            if (silence.IsResolved)
            {
                silence.IsResolved = engine.Holds.CountHeld(silence) == 0 && !await TryExpireAsync(silence).ConfigureAwait(false);
                if (silence.IsResolved || SilenceRule.State(silence.Facts, now) != SilenceState.Active)
                    return;
            }

            if (silence.QuietTicks > 0 && now >= silence.QuietTicks && SilenceRule.State(silence.Facts, now) == SilenceState.Active)
            {
                if (engine.Holds.CountHeld(silence) == 0)
                {
                    await TryExpireAsync(silence).ConfigureAwait(false);
                    return;
                }

                // What it holds fires, though nothing is heard of it.
                silence.Matched(now);
            }

            if (!silence.IsInForce(now))
                Free(silence);
            Arm(silence);
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Ends it; where the store cannot write that, it is looked at again soon: a silence that nobody ends would hold for ever.</summary>
    private async ValueTask<bool> TryExpireAsync(CompiledSilence silence)
    {
        if ((await ExpireAsync(silence, AuditActor.System, CancellationToken.None).ConfigureAwait(false)).Error is null)
            return true;
        TryLater(silence);
        return false;
    }

    private void TryLater(CompiledSilence silence)
    {
        silence.Alarm.DueTicks = engine.NowTicks() + CommitAgainAfter.Ticks;
        engine.Timers.Schedule(silence.Alarm);
    }

    /// <summary>Takes up a silence that the store has kept.</summary>
    public void Restore(SilenceRecord record)
    {
        var silence = Add(record);
        silence.Matched(engine.NowTicks());
    }

    /// <summary>Sets the alarms of those of code and configuration.</summary>
    public void ArmFixed()
    {
        foreach (var silence in engine.Current.Silences)
            Arm(silence);
    }

    /// <summary>Written with the change, or not at all. What a silence says was checked before, so that it is no record that could be refused.</summary>
    private void Audit(Step step, string action, AuditActor actor, string id, SilenceFacts facts) =>
        audit.TryAdd(step, new AuditRecord { Action = action, Actor = actor, TenantId = facts.Silence.TenantId ?? string.Empty, Target = id, Details = facts.Silence.Comment }, out _);

    private static void Put(Step step, CompiledSilence silence, SilenceFacts facts)
    {
        step.Save(silence.Record!);
        silence.Record!.Facts = facts;
        step.Put(silence.Record);
    }

    private SilenceInfo Info(CompiledSilence silence) => engine.Holds.OnSilences((silence, engine.NowTicks()), static (_, s) => s.silence.ToInfo(s.Item2));

    private CompiledSilence Add(SilenceRecord record)
    {
        var errors = new ErrorList();
        var silence = SilenceCompiler.Compile(record.Id.ToString(), record, record.Facts, string.Empty, errors);
        if (errors.Count > 0)
        {
            // A zone that this host does not know, an expression of a later release: what cannot be understood holds nothing, and stays for the host that can.
            engine.HoldLog.SilenceBroken(silence.Id, string.Join("; ", errors.ToArray()));
            silence.IsRemoved = true;
            return silence;
        }

        engine.Holds.OnSilences(silence, static (model, silence) =>
        {
            model.Add(silence);
            return true;
        });
        Arm(silence);
        return silence;
    }

    private void Apply(CompiledSilence silence, SilenceFacts facts)
    {
        silence.Facts = facts;
        if (!silence.IsInForce(engine.NowTicks()))
            Free(silence);
        Arm(silence);
    }

    private void Free(CompiledSilence silence)
    {
        var held = engine.Holds.Ends(silence);
        if (SilenceRule.State(silence.Facts, engine.NowTicks()) == SilenceState.Expired)
            engine.HoldLog.SilenceEnded(silence.Id, held.Length);
        engine.HoldWorker.Enqueue(held);
    }

    private void Arm(CompiledSilence silence)
    {
        var now = engine.NowTicks();
        var isKept = silence.Record is null && SilenceRule.State(silence.Facts, now) == SilenceState.Expired;
        silence.Alarm.DueTicks = isKept
            ? 0
            : SilenceRule.NextLook(silence.Facts, silence.Recurrence, silence.QuietTicks, engine.Current.Engine.SilenceRetention.Ticks, now);
        engine.Timers.Schedule(silence.Alarm);
    }

    private async ValueTask<bool> TryForgetAsync(CompiledSilence silence, long now)
    {
        if (silence.Record is not { } record || SilenceRule.State(silence.Facts, now) != SilenceState.Expired
            || now < silence.Facts.EndTicks + engine.Current.Engine.SilenceRetention.Ticks)
            return false;
        if (await CommitAsync(step => End(step, record), CancellationToken.None).ConfigureAwait(false) is not null)
        {
            TryLater(silence);
            return true;
        }

        Free(silence);
        engine.Holds.OnSilences(silence, static (model, silence) =>
        {
            model.Remove(silence);
            return true;
        });
        return true;
    }

    private static void End(Step step, SilenceRecord record)
    {
        step.Save(record);
        step.End(record);
    }

    private async ValueTask<NotificationError?> CommitAsync(Action<Step> decide, CancellationToken cancellationToken)
    {
        var step = Step.Rent(engine.Clock.GetUtcNow());
        try
        {
            decide(step);
            var result = await committer.CommitAsync(step, cancellationToken).ConfigureAwait(false);
            return result.IsCommitted ? null : result.Kind == CommitKind.Full
                ? new(NotificationErrorCode.StoreFull, result.Reason ?? "The store has no room for new work: free some space.")
                : new(NotificationErrorCode.StoreUnavailable, result.Reason ?? "The store did not commit the silence: try again later.");
        }
        finally
        {
            step.Return();
        }
    }
}
