using Notifications.Audit;

namespace Notifications.Storage;

/// <summary>How many bytes of memory a record holds, by estimate: rather too much than too little.</summary>
internal static class RecordSize
{
    private const int Fixed = 256;

    public static long Of(AuditRecord record) =>
        Fixed + Of(record.Action) + Of(record.Actor.Id) + Of(record.TenantId) + Of(record.Target) + Of(record.Details) + Of(record.TraceId) + Of(record.Before) + Of(record.After);

    private static long Of(string? text) => text is null ? 0 : 2L * text.Length;

    private static long Of(EventData? data) => data?.Utf8Json.Length ?? 0;
}
