namespace Notifications;

/// <summary>What became of a published event.</summary>
public readonly record struct PublishResult
{
    private readonly string? _id;
    private readonly NotificationId _generated;

    /// <summary>Creates the result of an event that came with its own id.</summary>
    /// <param name="kind">What became of it.</param>
    /// <param name="id">The event's id.</param>
    /// <param name="error">Why it was refused.</param>
    public PublishResult(PublishKind kind, string? id, NotificationError? error = null)
    {
        Kind = kind;
        _id = id;
        Error = error;
    }

    /// <summary>Creates the result of an event that got its id at intake.</summary>
    /// <param name="kind">What became of it.</param>
    /// <param name="id">The id; its text is made only when asked for.</param>
    public PublishResult(PublishKind kind, NotificationId id)
    {
        Kind = kind;
        _generated = id;
    }

    /// <summary>What became of the event.</summary>
    public PublishKind Kind { get; }

    /// <summary>The event's id: its own, or the one given at intake. Empty when an event without id was refused.</summary>
    public string EventId => _id ?? (_generated == default ? string.Empty : _generated.ToString());

    /// <summary>Why it was refused and what to do; null when it was not.</summary>
    public NotificationError? Error { get; }

    /// <summary>True when the engine has the event in its care, now or from an earlier call: accepted, unrouted or duplicate.</summary>
    public bool IsAccepted => Kind != PublishKind.Refused;
}
