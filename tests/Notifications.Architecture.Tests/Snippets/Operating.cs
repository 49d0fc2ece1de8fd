using Microsoft.Extensions.DependencyInjection;
using Notifications.Audit;
using Notifications.Configuration;
using Notifications.Operations;

namespace Notifications.Snippets;

/// <summary>The blocks of the pages for operators.</summary>
internal static class Operating
{
    // snippet: channel-test
    public static async Task TestAsync(INotificationChannelTester tester, CancellationToken cancellationToken)
    {
        // A registered channel, each of its providers.
        var saved = await tester.TestAsync("email", new ChannelTestOptions { Destination = "ops@acme.com", Actor = new OperationActor(AuditActor.User("ada")) }, cancellationToken);
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

    // snippet: dead-letters
    public static async Task HandleAsync(INotificationOperations operations, CancellationToken cancellationToken)
    {
        var me = new OperationActor(AuditActor.User("ada"), "the mail server is back");
        var filter = new DeadLetterFilter { Channel = "email", From = DateTimeOffset.Parse("2030-01-07T08:00:00Z"), Limit = 500 };
        Console.WriteLine($"{await operations.CountDeadLettersAsync(filter, cancellationToken)} would be sent again");
        await foreach (var result in operations.RequeueManyAsync(filter, me, cancellationToken))
        {
            if (!result.IsDone)
                Console.WriteLine($"{result.DeliveryId}: {result.Outcome}, {result.Message}");
        }

        foreach (var held in (await operations.ListInDoubtAsync(cancellationToken: cancellationToken)).Items)
            await operations.MarkDeliveredAsync(held.Id.ToString(), me with { Reason = "the recipient has it" }, cancellationToken);
    }
    // end

    // snippet: failure-alerts
    public static void AddAlerts(INotificationsBuilder n) => n
        .ConfigureEngine(e => e.FailureAlert = new FailureAlertOptions { Failures = 10, Window = TimeSpan.FromMinutes(10) })
        .AddRule("operators", r => r.OnEvent("notifications.channel.*").To("pager").FallbackTo("email", "ops@acme.com"));
    // end

    private sealed class MyChannel(string url) : INotificationChannel
    {
        public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken) => new(DeliveryResult.Delivered(url));
    }
}
