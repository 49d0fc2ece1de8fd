using Notifications.Audit;
using Notifications.Routing;

namespace Notifications.Storage;

/// <summary>Which audit records a search asks for.</summary>
internal sealed class AuditFilter(AuditSearch search, DateTimeOffset oldest)
{
    private readonly Glob? _action = search.Action is { } action ? new Glob(action) : null;

    public static HistoryPosition PositionOf(AuditRecord record) => new(record.At.UtcTicks, record.Id.Value);

    public bool IsMatch(AuditRecord record) =>
        record.At >= oldest
        && (search.From is not { } from || record.At >= from)
        && (search.To is not { } to || record.At < to)
        && (search.TenantId is not { } tenant || string.Equals(record.TenantId, tenant, StringComparison.Ordinal))
        && (_action is null || _action.IsMatch(record.Action))
        && (search.ActorKind is not { } kind || record.Actor.Kind == kind)
        && (search.ActorId is not { } actor || string.Equals(record.Actor.Id, actor, StringComparison.Ordinal))
        && (search.Target is not { } target || string.Equals(record.Target, target, StringComparison.Ordinal))
        && (search.TraceId is not { } trace || string.Equals(record.TraceId, trace, StringComparison.OrdinalIgnoreCase));
}
