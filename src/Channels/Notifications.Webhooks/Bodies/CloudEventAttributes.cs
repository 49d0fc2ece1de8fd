using System.Buffers;
using System.Globalization;
using System.Text;

namespace Notifications.Webhooks.Bodies;

/// <summary>The CloudEvents 1.0 attributes of a message, in one order for both modes. Optional ones are absent, never empty.</summary>
internal static class CloudEventAttributes
{
    public const string DataContentType = "application/json";

    /// <summary>Takes one attribute.</summary>
    public delegate void Visitor<in TTarget>(TTarget target, string name, string value);

    public static void Visit<TTarget>(ChannelMessage message, string defaultSource, TTarget target, Visitor<TTarget> visit)
    {
        var happened = message.Event;
        visit(target, "specversion", "1.0");
        visit(target, "id", WireNames.IdOf(message));
        visit(target, "source", string.IsNullOrEmpty(happened.Source) ? defaultSource : UriReference.From(happened.Source));
        visit(target, "type", happened.Type);
        VisitOptional(target, "subject", happened.Subject, visit);
        if (happened.Time is { } time)
            visit(target, "time", Format(time));
        visit(target, "severity", WireNames.Of(happened.Severity));
        if (message.Status != NotificationStatus.None)
            visit(target, "status", WireNames.Of(message.Status));
        VisitOptional(target, "correlationkey", message.CorrelationKey, visit);
        VisitOptional(target, "tenantid", happened.TenantId, visit);
        VisitOptional(target, "traceparent", happened.TraceParent, visit);
        if (happened.Drill)
            visit(target, "drill", "true");
        if (happened.Labels.Count > 0)
            visit(target, "labels", LabelsAsText(happened.Labels));
        if (message.Aggregate is { } aggregate)
        {
            visit(target, "aggregatecount", aggregate.Count.ToString(CultureInfo.InvariantCulture));
            visit(target, "aggregatefirst", Format(aggregate.First));
            visit(target, "aggregatelast", Format(aggregate.Last));
        }
    }

    private static void VisitOptional<TTarget>(TTarget target, string name, string? value, Visitor<TTarget> visit)
    {
        if (!string.IsNullOrEmpty(value))
            visit(target, name, value);
    }

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    // An attribute has no structure, so the labels travel as the text of a JSON object.
    private static string LabelsAsText(IReadOnlyDictionary<string, string> labels)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = JsonText.Begin(buffer);
        writer.WriteLabels(labels);
        JsonText.End(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
