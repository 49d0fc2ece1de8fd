using Microsoft.Extensions.DependencyInjection;
using Notifications.Audit;
using Notifications.Configuration;
using Notifications.History;
using Notifications.Hosting;

namespace Notifications.Architecture.Tests.Snippets;

/// <summary>The code of the pages on history, audit and statistics.</summary>
internal static class HistorySnippets
{
    // snippet: history-search
    public static async Task PrintFailuresAsync(INotificationHistory history, string tenantId, CancellationToken cancellationToken)
    {
        var search = new HistorySearch
        {
            TenantId = tenantId,
            EventType = "order.*",
            Statuses = [TrackingStatus.Failed, TrackingStatus.Bounced, TrackingStatus.Rejected],
            PageSize = 100,
        };
        do
        {
            var page = await history.SearchAsync(search, cancellationToken);
            if (page.Error is { } error)
                throw new InvalidOperationException(error.Message);
            foreach (var entry in page.Entries)
                Console.WriteLine($"{entry.CreatedAt:u} {TrackingStatusNames.GetName(entry.Status)} {entry.EventType} {entry.EventId} → {entry.Delivery?.Channel}");
            search = search with { Cursor = page.NextCursor };
        }
        while (search.Cursor is not null);
    }
    // end

    // snippet: explain-tenant
    public static async Task ExplainAsync(INotificationEngine engine, string eventId, string tenantId, CancellationToken cancellationToken) =>
        Console.WriteLine(await engine.ExplainAsync(eventId, tenantId, cancellationToken));
    // end

    public static void Bounds(IServiceCollection services) =>
        // snippet: history-bounds
        services.AddNotifications(n => n
            .ConfigureEngine(e =>
            {
                e.HistoryCapacity = 100_000;
                e.HistoryBytes = 512L * 1024 * 1024;
                e.HistoryAge = TimeSpan.FromDays(30);
                e.AuditAge = TimeSpan.FromDays(730);
            }));
    // end

    // snippet: audit
    public static async Task PauseAsync(INotificationAudit audit, string user, string rule, CancellationToken cancellationToken)
    {
        var result = await audit.RecordAsync(
            new AuditRecord
            {
                Action = "rule.paused",
                Actor = AuditActor.User(user),
                Target = rule,
                Details = "Planned maintenance",
                Before = EventData.FromJson("""{"enabled":true}"""),
                After = EventData.FromJson("""{"enabled":false}"""),
            },
            cancellationToken);
        if (result.Error is { } error)
            throw new InvalidOperationException(error.Message);

        var page = await audit.SearchAsync(new AuditSearch { Action = "rule.*", Target = rule }, cancellationToken);
        foreach (var record in page.Records)
            Console.WriteLine($"{record.At:u} {record.Actor} {record.Action} {record.Target}");
    }
    // end

    // snippet: channel-statistics
    public static void PrintChannels(INotificationEngine engine)
    {
        var s = engine.GetStatistics();
        Console.WriteLine($"last hour: {s.LastHour.Total} ended, {s.LastHour.SuccessRate:P1} of them well; last day: {s.LastDay.Failed} failed");
        foreach (var channel in s.Channels)
            Console.WriteLine($"{channel.Name}: {channel.SuccessRate:P1}, last success {channel.LastSuccessAt:u}, last failure {channel.LastFailureAt:u}");
        foreach (var (reason, count) in s.HeldByReason)
            Console.WriteLine($"held {count} times: {reason}");
    }
    // end
}
