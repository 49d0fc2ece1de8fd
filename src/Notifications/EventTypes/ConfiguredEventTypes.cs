namespace Notifications.EventTypes;

/// <summary>The event types in force. Set by the configuration; it knows nobody, so that whoever the configuration needs may ask it.</summary>
internal sealed class ConfiguredEventTypes : IEventTypeRegistry
{
    private volatile EventTypeSet _current = EventTypeSet.Empty;

    public EventTypeSet Current
    {
        get => _current;
        set => _current = value;
    }

    public IReadOnlyList<EventTypeDocument> List() => Array.ConvertAll(_current.All, static t => t.Document);

    public EventTypeDocument? Find(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return _current.Find(type)?.Document;
    }

    public NotificationError? Check(string type, EventData? data)
    {
        ArgumentNullException.ThrowIfNull(type);
        return _current.Find(type)?.Check(type, data);
    }

    public NotificationEvent? CreateSample(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return _current.Find(type) is { Document: { Sample: { } sample } document }
            ? new NotificationEvent { Type = type, Data = sample, Severity = document.DefaultSeverity ?? Severity.Info }
            : null;
    }

    public string? FindProblem(string type, IReadOnlyList<string> path)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(path);
        return _current.FindProblem(type, path);
    }
}
