using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Notifications.Slack.Tests;

/// <summary>The code of docs/channels/slack.md, so that it compiles.</summary>
internal static class SlackSnippets
{
    public static void Register(WebApplicationBuilder builder, IConfiguration config) =>
        builder.Services.AddNotifications(n => n
            .AddSlack("slack", o =>
            {
                o.BotToken = config["Slack:BotToken"]!;     // xoxb-…; or o.WebhookUrl = "https://hooks.slack.com/services/…"
                o.Channel = "#incidents";
                o.ActionKeys.Add(config["Slack:ActionKey"]!);
            })
            .AddRule("incidents", r => r.OnEvent("incident.*").To("slack").To("slack", "#dev")
                .Link("Runbook", e => e.Labels.GetValueOrDefault("runbook_url"))
                .Action("Acknowledge", "acknowledge", NotificationActionStyle.Primary)));

    public static void Map(WebApplication app, IIncidents incidents) =>
        app.MapPost("/slack/interactions", async (HttpRequest request, [FromKeyedServices("slack")] SlackRequestVerifier verifier) =>
        {
            if (request.ContentLength is not (> 0 and <= 256 * 1024))
                return Results.BadRequest();
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            var pressed = verifier.ReadInteraction(body.ToArray(), request.Headers["X-Slack-Request-Timestamp"], request.Headers["X-Slack-Signature"]);
            if (pressed.IsValid && pressed.Action is { Name: "acknowledge", CorrelationKey: { } key, TenantId: var tenant })
                await incidents.AcknowledgeAsync(tenant, key, by: pressed.UserId!);   // the id: a name can be changed
            return pressed.UserId is null ? Results.Unauthorized() : Results.Ok();   // a genuine request is answered 200, whatever it asks
        });

    /// <summary>The host's own.</summary>
    public interface IIncidents
    {
        Task AcknowledgeAsync(string? tenant, string key, string by);
    }
}
