using Microsoft.Extensions.DependencyInjection;
using Notifications.Operations;

namespace Notifications.Snippets;

/// <summary>The blocks of the pages for operators.</summary>
internal static class Operating
{
    // snippet: channel-test
    public static async Task TestAsync(INotificationChannelTester tester, CancellationToken cancellationToken)
    {
        // A registered channel, each of its providers.
        var saved = await tester.TestAsync("email", new ChannelTestOptions { Destination = "ops@acme.com", Actor = new OperationActor("ada") }, cancellationToken);
        foreach (var provider in saved.Providers)
            Console.WriteLine($"{provider.Provider}: {provider.Result} after {provider.Duration.TotalMilliseconds:0} ms");

        // Settings that nobody has saved yet: nothing of them stays.
        var unsaved = await tester.TestAsync(n => n.AddChannel("unsaved", services => new MyChannel("https://example.com")), cancellationToken: cancellationToken);
        foreach (var error in unsaved.Errors)
            Console.WriteLine(error);
    }
    // end

    // snippet: drill
    public static async Task DrillAsync(INotificationPublisher notifications, string incidentId, CancellationToken cancellationToken)
    {
        var incident = new NotificationEvent
        {
            Type = "incident.detected",
            Status = NotificationStatus.Firing,
            Severity = Severity.Critical,
            CorrelationKey = incidentId,
            Drill = true,
        };
        await notifications.PublishAsync(incident, cancellationToken);
        await notifications.PublishAsync(incident with { Type = "incident.resolved", Status = NotificationStatus.Resolved }, cancellationToken);
    }
    // end

    private sealed class MyChannel(string url) : INotificationChannel
    {
        public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken) => new(DeliveryResult.Delivered(url));
    }
}
