using System.Text.Json.Serialization;

namespace Notifications.EndToEnd.Tests.Incidents;

/// <summary>A host's own incident.</summary>
internal sealed record Outage(string Id, IncidentState State, int Version, string Title)
{
    public string? ResolvedBy { get; init; }

    public string? Notes { get; init; }

    public static IncidentUpdate Map(Outage outage) => new()
    {
        Id = outage.Id,
        State = outage.State,
        Severity = Severity.Critical,
        Version = outage.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Title = outage.Title,
        Source = "outage-desk",
        Url = "https://outages.acme.com/" + outage.Id,
        Resolution = outage.ResolvedBy is null ? null : new() { By = outage.ResolvedBy, Method = "Manual", Notes = outage.Notes },
        Details = EventData.From(outage, OutageJson.Default.Outage),
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Outage))]
internal sealed partial class OutageJson : JsonSerializerContext;
