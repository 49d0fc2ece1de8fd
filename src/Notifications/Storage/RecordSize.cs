using Notifications.Audit;

namespace Notifications.Storage;

/// <summary>How many bytes of memory a record holds, by estimate: rather too much than too little.</summary>
internal static class RecordSize
{
    /// <summary>An object with its references and its place in a ring.</summary>
    public const int Fixed = 256;

    /// <summary>A decision without its detail: its other texts are the configuration's.</summary>
    public const int Decision = 80;

    public static long Of(AuditRecord record) =>
        Fixed + Of(record.Action) + Of(record.Actor.Id) + Of(record.TenantId) + Of(record.Target) + Of(record.Details) + Of(record.TraceId) + Of(record.Before) + Of(record.After);

    public static long Of(NotificationEvent e)
    {
        var bytes = Fixed + Of(e.Type) + Of(e.Id) + Of(e.Source) + Of(e.Subject) + Of(e.TenantId) + Of(e.CorrelationKey) + Of(e.IdempotencyKey) + Of(e.TraceParent) + Of(e.Data);
        if (e.Labels is not LabelSet { Count: > 0 } labels)
            return bytes;
        foreach (ref readonly var label in labels.Pairs)
            bytes += 64 + Of(label.Key) + Of(label.Value);
        return bytes;
    }

    public static long Of(NotificationContent content)
    {
        var bytes = Fixed + Of(content.Subject) + Of(content.Text) + Of(content.Html) + Of(content.Markdown) + Of(content.Blocks);
        foreach (var attachment in content.Attachments)
            bytes += Fixed + attachment.Content.Length;
        return bytes;
    }

    public static long Of(AggregateSummary aggregate)
    {
        long bytes = Fixed;
        foreach (var sample in aggregate.Samples)
            bytes += Of(sample);
        return bytes;
    }

    public static long Of(AttemptRecord attempt) => Fixed + Of(attempt.Reason);

    public static long Of(string? text) => text is null ? 0 : 2L * text.Length;

    private static long Of(EventData? data) => data?.Utf8Json.Length ?? 0;
}
