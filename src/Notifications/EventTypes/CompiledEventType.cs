using Notifications.JsonSchema;
using Notifications.Publishing;
using Notifications.Routing;

namespace Notifications.EventTypes;

/// <summary>An event type with its schema compiled.</summary>
internal sealed class CompiledEventType(EventTypeDocument document, CompiledSchema? schema)
{
    private const int MaxViolations = 5;

    public EventTypeDocument Document => document;

    public CompiledSchema? Schema => schema;

    /// <summary>The pattern; null for a single type.</summary>
    public Glob? Pattern { get; } = document.Name.AsSpan().ContainsAny('*', '?') ? new Glob(document.Name) : null;

    /// <summary>What does not match, in one text; null when all does.</summary>
    public string? FindViolations(EventData? data)
    {
        if (schema is null)
            return null;
        var value = data?.Root ?? NoData.Element;
        if (schema.IsMatch(value))
            return null;
        if (data is null)
            return "there is no data: add it";
        var found = schema.Check(value, MaxViolations);
        return string.Join("; ", found) + (found.Count == MaxViolations ? "; and maybe more" : string.Empty);
    }

    public NotificationError? Check(string type, EventData? data) => FindViolations(data) is { } violations
        ? new(NotificationErrorCode.SchemaViolation, $"Data does not match the schema of '{EventRule.Shorten(type)}': {violations}.")
        : null;

    public string? TemplateFor(string channel, string? kind)
    {
        if (document.Templates.Count == 0)
            return null;
        return document.Templates.TryGetValue(channel, out var template) || (kind is not null && document.Templates.TryGetValue(kind, out template))
            || document.Templates.TryGetValue("*", out template) ? template : null;
    }
}
