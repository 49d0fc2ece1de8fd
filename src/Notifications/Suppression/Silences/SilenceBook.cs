using Notifications.Audit;
using Notifications.Configuration;
using Notifications.Hosting;
using Notifications.Publishing;

namespace Notifications.Suppression.Silences;

/// <summary>The silences of run time, for people and their tools.</summary>
internal sealed class SilenceBook(EngineContext engine, SilenceStage stage) : INotificationSilences
{
    public async ValueTask<SilenceResult> CreateAsync(Silence silence, AuditActor actor = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(silence);
        await stage.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return NotRunning() ?? await CreateAsync(silence, null, By(actor, silence), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            stage.Gate.Release();
        }
    }

    public async ValueTask<SilenceResult> UpdateAsync(string id, Silence silence, AuditActor actor = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(silence);
        await stage.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Refusal(id, out var known) is { } refused)
                return refused;
            var now = engine.Clock.GetUtcNow();
            var state = SilenceRule.State(known!.Facts, now.UtcTicks);

            // A start that is not given stays as it is.
            var start = silence.StartsAt?.UtcTicks ?? (state == SilenceState.Expired ? now.UtcTicks : known.Facts.StartTicks);
            if (!SilenceRule.MayChangeInPlace(known.Facts, silence, start, now.UtcTicks))
                return await CreateAsync(silence, state == SilenceState.Expired ? null : known, By(actor, silence), cancellationToken).ConfigureAwait(false);
            start = state == SilenceState.Active ? known.Facts.StartTicks : start;
            var facts = Facts(silence, start, known.Facts.CreatedTicks, now.UtcTicks);
            return Check(known.Id, facts, silence) ?? await stage.ChangeAsync(known, facts, By(actor, silence), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            stage.Gate.Release();
        }
    }

    public async ValueTask<SilenceResult> ExpireAsync(string id, AuditActor actor = default, CancellationToken cancellationToken = default)
    {
        await stage.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Refusal(id, out var known) is { } refused)
                return refused;
            return await stage.ExpireAsync(known!, actor, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            stage.Gate.Release();
        }
    }

    public SilenceInfo? Find(string id)
    {
        var now = engine.NowTicks();
        return engine.Holds.OnSilences((id, now), static (model, s) => model.Find(s.id)?.ToInfo(s.now));
    }

    public IReadOnlyList<SilenceInfo> List(SilenceQuery? query = null)
    {
        var now = engine.Clock.GetUtcNow();
        HashSet<CompiledSilence>? takers = null;
        if (query?.Takes is { } e)
            engine.Holds.FindSilences(e, now, takers = []);
        var all = engine.Holds.OnSilences((now.UtcTicks, takers), static (model, s) =>
            model.All.Where(one => s.takers?.Contains(one) != false).Select(one => one.ToInfo(s.UtcTicks)).ToList());
        return [.. all.Where(s => Matches(s, query)).OrderBy(static s => Rank(s.State)).ThenBy(static s => s.CreatedAt).ThenBy(static s => s.Id, StringComparer.Ordinal)];
    }

    private static bool Matches(SilenceInfo silence, SilenceQuery? query) =>
        (query?.State is not { } state || silence.State == state)
        && (query?.TenantId is not { } tenant || string.Equals(silence.Silence.TenantId ?? string.Empty, tenant, StringComparison.Ordinal))
        && (query?.CreatedBy is not { } creator || string.Equals(silence.Silence.CreatedBy, creator, StringComparison.Ordinal));

    private static AuditActor By(AuditActor actor, Silence silence) => actor == default ? AuditActor.User(silence.CreatedBy) : actor;

    private static int Rank(SilenceState state) => state switch { SilenceState.Active => 0, SilenceState.Pending => 1, _ => 2 };

    private static SilenceFacts Facts(Silence silence, long startTicks, long createdTicks, long nowTicks) =>
        SilenceFacts.Of(SelectorCopy.Of(silence) with { StartsAt = new DateTimeOffset(startTicks, TimeSpan.Zero) }, startTicks, createdTicks, nowTicks);

    private async ValueTask<SilenceResult> CreateAsync(Silence silence, CompiledSilence? replaced, AuditActor actor, CancellationToken cancellationToken)
    {
        var now = engine.Clock.GetUtcNow();
        var start = Math.Max(silence.StartsAt?.UtcTicks ?? 0, now.UtcTicks);
        var facts = Facts(silence, start, now.UtcTicks, now.UtcTicks);
        if (Check(string.Empty, facts, silence) is { } invalid)
            return invalid;
        var count = engine.Holds.OnSilences(0, static (model, _) => model.Count);
        var limit = engine.Current.Engine.MaxSilences;
        return count >= limit
            ? new(null, new NotificationError(NotificationErrorCode.TooMany, $"There are {count:N0} silences, at most {limit:N0} may be: raise MaxSilences, or shorten SilenceRetention."))
            : await stage.AddAsync(facts, replaced, actor, cancellationToken).ConfigureAwait(false);
    }

    private SilenceResult? Check(string id, SilenceFacts facts, Silence asked)
    {
        var errors = new ErrorList();
        SilenceCompiler.Compile(id, null, facts, string.Empty, errors);
        SilenceCompiler.CheckEnd(facts, string.Empty, errors);
        var now = engine.NowTicks();
        if (asked.EndsAt is { } end ? end.UtcTicks <= now && end.UtcTicks > facts.StartTicks : asked is { Recurrence: null, UntilResolved: false, UntilQuietFor: null })
        {
            errors.Add("EndsAt", asked.EndsAt is null
                ? "the silence would never end; give an end, or say UntilResolved or UntilQuietFor"
                : $"{asked.EndsAt:O} has passed; give a later end, or expire the silence");
        }

        return errors.Count == 0 ? null : Invalid(string.Join("; ", errors.ToArray()));
    }

    private SilenceResult? Refusal(string id, out CompiledSilence? known)
    {
        known = engine.Holds.OnSilences(id ?? string.Empty, static (model, id) => model.Find(id));
        if (NotRunning() is { } stopped)
            return stopped;
        if (known is null)
            return new(null, new NotificationError(NotificationErrorCode.UnknownName, $"There is no silence '{id}': it never was, or was over for longer than SilenceRetention."));
        return known.Record is null ? Invalid($"The silence '{id}' stands in code or configuration: change it there.") : null;
    }

    private SilenceResult? NotRunning() => engine.IsRunning
        ? null
        : new(null, new NotificationError(NotificationErrorCode.NotRunning, "The engine is not running: start the host before silences are changed."));

    private static SilenceResult Invalid(string message) => new(null, new NotificationError(NotificationErrorCode.InvalidRequest, message));
}
