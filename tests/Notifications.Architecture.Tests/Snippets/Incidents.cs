using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Notifications.Architecture.Tests.Snippets;

/// <summary>A host's own incident.</summary>
public sealed record Outage(string Id, IncidentState State, string Priority, string Headline, string RowVersion, DateTimeOffset ChangedAt)
{
    public string? ResolvedBy { get; init; }

    public string? Method { get; init; }

    public string? Notes { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Outage))]
internal sealed partial class OutageJson : JsonSerializerContext;

/// <summary>The code of <c>docs/incidents.md</c>.</summary>
internal static class Incidents
{
    // snippet: incident-mapping
    public static void AddIncidents(IHostApplicationBuilder builder) => builder.Services.AddNotifications(n => n
        .AddIncidents<Outage>(o => new IncidentUpdate
        {
            Id = o.Id,
            State = o.State,
            Severity = o.Priority == "P0" ? Severity.Critical : Severity.High,
            Version = o.RowVersion,
            Title = o.Headline,
            Source = "outage-desk",
            Url = $"https://outages.acme.com/{o.Id}",
            ChangedAt = o.ChangedAt,
            Resolution = o.ResolvedBy is null ? null : new IncidentResolution { By = o.ResolvedBy, Method = o.Method, Notes = o.Notes },
            Details = EventData.From(o, OutageJson.Default.Outage),
        })
        .AddConfiguration(builder.Configuration.GetSection("Notifications")));
    // end

    // snippet: incident-channels
    public static void AddChannels(IHostApplicationBuilder builder) => builder.Services.AddNotifications(n =>
    {
        var settings = builder.Configuration.GetSection("Notifications");
        if (settings.GetSection("Slack") is { } slack && slack.Exists())
            n.AddSlack("slack", slack.WithEnvironment());
        if (settings.GetSection("Email") is { } email && email.Exists())
            n.AddEmail("email", email.WithEnvironment());
        if (settings.GetSection("PagerDuty") is { } pagerDuty && pagerDuty.Exists())
            n.AddPagerDuty("pagerduty", pagerDuty.WithEnvironment());
        if (settings.GetSection("Webhook") is { } webhook && webhook.Exists())
            n.AddWebhook("webhook", webhook.WithEnvironment());
        n.AddConfiguration(settings.GetSection("Engine").WithEnvironment());
    });
    // end
}

// snippet: incident-publish
public sealed class OutageDesk(IIncidentPublisher<Outage>? notifications = null)
{
    public async Task<string> ResolveAsync(Outage outage, string by, string notes, CancellationToken cancellationToken)
    {
        var resolved = outage with { State = IncidentState.Resolved, ResolvedBy = by, Method = "Manual", Notes = notes };
        if (notifications is null)
            return "not configured";
        var result = await notifications.PublishAsync(resolved, cancellationToken);
        return result.IsAccepted ? "told" : $"{result.Kind}: {result.Error}";
    }
}
// end
