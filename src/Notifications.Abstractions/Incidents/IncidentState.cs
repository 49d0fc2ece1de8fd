namespace Notifications;

/// <summary>How far somebody is with an incident. Each is an event type of its own, and a status that channels understand.</summary>
public enum IncidentState : byte
{
    /// <summary>It was noticed: <c>incident.detected</c>, firing.</summary>
    Detected,

    /// <summary>It was judged: <c>incident.triaged</c>, firing.</summary>
    Triaged,

    /// <summary>Somebody looks for the cause: <c>incident.investigating</c>, acknowledged.</summary>
    Investigating,

    /// <summary>Somebody repairs it: <c>incident.remediating</c>, acknowledged.</summary>
    Remediating,

    /// <summary>It is over: <c>incident.resolved</c>, resolved.</summary>
    Resolved,

    /// <summary>Nothing is left to do: <c>incident.closed</c>, resolved.</summary>
    Closed,
}
