using System.Diagnostics;
using System.Globalization;
using Notifications.Audit;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Storage;

namespace Notifications.Tracking;

/// <summary>Takes audit records, alone or within a step that they belong to, and finds them again.</summary>
internal sealed class AuditStage(EngineContext engine, StepCommitter committer) : INotificationAudit
{
    public async ValueTask<AuditResult> RecordAsync(AuditRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (!engine.IsRunning)
            return new(default, new NotificationError(NotificationErrorCode.NotRunning, "The engine does not run: start the host before recording."));
        var step = Step.Rent(engine.Clock.GetUtcNow());
        try
        {
            if (TryAdd(step, record, out var id) is { } error)
                return new(default, error);
            var commit = await committer.CommitAsync(step, cancellationToken).ConfigureAwait(false);
            return commit.IsCommitted
                ? new(id)
                : new(default, new NotificationError(NotificationErrorCode.StoreUnavailable, commit.Reason ?? "The store could not commit: try again later."));
        }
        finally
        {
            step.Return();
        }
    }

    public async ValueTask<AuditPage> SearchAsync(AuditSearch search, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        var fingerprint = Fingerprint(search);
        var error = AuditRule.Check(search) ?? SearchCursor.Read(search.Cursor, fingerprint, out _);
        if (error is not null)
            return new AuditPage { Error = error };
        SearchCursor.Read(search.Cursor, fingerprint, out var before);
        var found = await engine.Store.SearchAuditAsync(search, before, search.PageSize + 1, cancellationToken).ConfigureAwait(false);
        if (found.Count <= search.PageSize)
            return new AuditPage { Records = found };
        var page = found.Take(search.PageSize).ToArray();
        return new AuditPage { Records = page, NextCursor = SearchCursor.Write(AuditFilter.PositionOf(page[^1]), fingerprint) };
    }

    /// <summary>Adds a record to a step: it is stored with what it tells of, or not at all. Observers hear of it after the commit.</summary>
    /// <returns>Why it cannot be recorded; null when it was added.</returns>
    public NotificationError? TryAdd(Step step, AuditRecord record, out NotificationId id)
    {
        id = default;
        if (AuditRule.Check(record) is { } error)
            return error;
        id = new NotificationId(engine.Ids.Next(), step.Now);
        var trace = record.TraceId ?? (Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.TraceId.ToHexString() : null);
        step.Batch.Audit(record with { Id = id, At = step.Now, TraceId = trace });
        return null;
    }

    private static ulong Fingerprint(AuditSearch search) => SearchCursor.Fingerprint(
        "audit",
        search.TenantId,
        search.Action,
        search.ActorKind?.ToString(),
        search.ActorId,
        search.Target,
        search.TraceId,
        search.From?.UtcTicks.ToString(CultureInfo.InvariantCulture),
        search.To?.UtcTicks.ToString(CultureInfo.InvariantCulture));
}
