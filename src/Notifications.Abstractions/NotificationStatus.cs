namespace Notifications;

/// <summary>The state of the thing an event speaks about. A change of status is never merged away.</summary>
public enum NotificationStatus : byte
{
    /// <summary>The event has no lifecycle: it is a message. The default.</summary>
    None = 0,

    /// <summary>It is happening (a host's <c>detected</c>, <c>triaged</c>).</summary>
    Firing = 1,

    /// <summary>Somebody works on it (<c>investigating</c>, <c>remediating</c>).</summary>
    Acknowledged = 2,

    /// <summary>It is over (<c>resolved</c>, <c>closed</c>).</summary>
    Resolved = 3,
}
