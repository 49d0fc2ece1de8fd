using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
// snippet: explain
using Notifications.Hosting;
// end

namespace Notifications.Architecture.Tests.Snippets;

/// <summary>The code of <c>docs/getting-started.md</c>.</summary>
internal static class GettingStarted
{
    // snippet: own-channel
    public sealed class LineChannel : INotificationChannel
    {
        public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
        {
            Console.WriteLine($"{message.Priority,-8} {message.Content.Subject}");
            return new(DeliveryResult.Delivered());
        }
    }

    // end

    // snippet: typed-event
    public sealed record OrderFailed(string OrderId, decimal Amount);

    // end

    // snippet: register
    public static void AddNotifications(IHostApplicationBuilder builder) => builder.Services.AddNotifications(n => n
        .AddChannel<LineChannel>("lines")
        .AddEvent<OrderFailed>("order.failed", severity: Severity.High)
        .AddRule("orders", r => r.On<OrderFailed>(o => o.Amount > 1000).To("lines"))
        .AddRule("incidents", r => r.OnEvent("incident.*").MinSeverity(Severity.Medium).Debounce().To("lines"))
        .AddConfiguration(builder.Configuration.GetSection("Notifications")));

    // end

    // snippet: publish
    public static async Task PublishAsync(INotificationPublisher notifications, CancellationToken cancellationToken)
    {
        var order = await notifications.PublishAsync(new OrderFailed("4711", 1500m), cancellationToken);

        var incident = await notifications.PublishAsync(new NotificationEvent
        {
            Type = "incident.detected",
            Severity = Severity.Critical,
            Status = NotificationStatus.Firing,
            Labels = new Dictionary<string, string> { ["alertname"] = "DiskFull", ["instance"] = "db-1" },
            Data = EventData.FromJson("""{ "free": 0 }"""),
        }, cancellationToken);

        if (!incident.IsAccepted)
            Console.WriteLine($"{incident.Error!.Code}: {incident.Error.Message}");
    }

    // end

    // snippet: explain
    public static async Task ExplainAsync(INotificationEngine engine, PublishResult result, CancellationToken cancellationToken)
    {
        var trace = await engine.ExplainAsync(result.EventId, cancellationToken);
        Console.WriteLine(trace);
    }

    // end
}
