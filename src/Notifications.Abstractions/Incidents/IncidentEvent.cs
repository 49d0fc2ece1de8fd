using System.Security.Cryptography;
using System.Text;

namespace Notifications;

/// <summary>Makes an event of an incident's update.</summary>
internal static class IncidentEvent
{
    private const int MaxText = 1024;
    private const int MaxLabels = 64;

    /// <summary>What an event would not show to be wrong: without an id, all such incidents would be one.</summary>
    public static NotificationError? FindError(IncidentUpdate update) => string.IsNullOrWhiteSpace(update.Id)
        ? new(NotificationErrorCode.InvalidAttribute, "The incident's Id is empty: give it one that is its own, for all its states.")
        : null;

    public static NotificationEvent From(IncidentUpdate update)
    {
        var key = update.Version is null ? null : KeyOf(update);
        return new NotificationEvent
        {
            Type = "incident." + NameOf(update.State),
            Id = key,
            IdempotencyKey = key,
            CorrelationKey = update.Id,
            Subject = LineText.Of(update.Title, MaxText),
            Source = LineText.Of(update.Source, MaxText),
            TenantId = update.TenantId,
            Severity = update.Severity,
            Status = StatusOf(update.State),
            Time = update.ChangedAt,
            Drill = update.Drill,
            Labels = LabelsOf(update),
            Data = IncidentData.Of(update),
        };
    }

    public static string NameOf(IncidentState state) => state switch
    {
        IncidentState.Triaged => "triaged",
        IncidentState.Investigating => "investigating",
        IncidentState.Remediating => "remediating",
        IncidentState.Resolved => "resolved",
        IncidentState.Closed => "closed",
        _ => "detected",
    };

    public static NotificationStatus StatusOf(IncidentState state) => state switch
    {
        IncidentState.Investigating or IncidentState.Remediating => NotificationStatus.Acknowledged,
        IncidentState.Resolved or IncidentState.Closed => NotificationStatus.Resolved,
        _ => NotificationStatus.Firing,
    };

    // A hash, since the parts may be of any length and have any letters; what is between them is in none that is taken.
    private static string KeyOf(IncidentUpdate update)
    {
        var text = $"{update.Id}\n{NameOf(update.State)}\n{update.Version}";
        return "incident-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    private static LabelSet LabelsOf(IncidentUpdate update)
    {
        var labels = new Dictionary<string, string>(update.Labels, StringComparer.Ordinal);
        Add(labels, "state", NameOf(update.State));
        if (update.Url is { Length: <= MaxText })
            Add(labels, "incident_url", update.Url);
        if (update.Resolution is { } resolution)
        {
            Add(labels, "resolved_by", resolution.By);
            Add(labels, "method", resolution.Method);
            Add(labels, "resolution", resolution.Notes);
        }

        return LabelSet.From(labels);
    }

    private static void Add(Dictionary<string, string> labels, string name, string? value)
    {
        if (labels.Count < MaxLabels && LineText.Of(value, MaxText) is { } line)
            labels.TryAdd(name, line);
    }
}
