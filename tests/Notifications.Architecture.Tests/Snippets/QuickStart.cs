// snippet: quick-start
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Notifications;

// end
namespace Notifications.Architecture.Tests.Snippets;

/// <summary>The first code that a user sees, in the README.</summary>
internal static class QuickStart
{
    public static async Task RunAsync(string[] args)
    {
        // snippet: quick-start
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddNotifications(n => n
            .AddWebhook("hooks", o => o.Url = "https://hooks.example.com/in")
            .AddRule("incidents", r => r.OnEvent("incident.*").MinSeverity(Severity.High).Debounce().To("hooks")));
        using var host = builder.Build();
        await host.StartAsync();
        var notifications = host.Services.GetRequiredService<INotificationPublisher>();
        var result = await notifications.PublishAsync(new NotificationEvent { Type = "incident.detected", Subject = "db-1", Severity = Severity.Critical });
        Console.WriteLine($"{result.Kind} {result.EventId} {result.Error?.Message}");
        await host.StopAsync();
        // end
    }
}
