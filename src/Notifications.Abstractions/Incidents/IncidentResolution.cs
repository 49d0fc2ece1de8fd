namespace Notifications;

/// <summary>Who ended an incident, and how. It stands in the event's data, and as labels where texts without a template show it.</summary>
public sealed record IncidentResolution
{
    /// <summary>Who: <c>resolvedBy</c> in the data. Default: unknown.</summary>
    public string? By { get; init; }

    /// <summary>How: <c>method</c> in the data (<c>Manual</c>, <c>Automated</c>). Default: unknown.</summary>
    public string? Method { get; init; }

    /// <summary>What was done: <c>resolution</c> in the data. Default: none.</summary>
    public string? Notes { get; init; }
}
