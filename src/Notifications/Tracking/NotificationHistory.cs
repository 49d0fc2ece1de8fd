using System.Globalization;
using Notifications.History;
using Notifications.Hosting;

namespace Notifications.Tracking;

/// <summary>Searches the store's history page by page.</summary>
internal sealed class NotificationHistory(EngineContext engine) : INotificationHistory
{
    public async ValueTask<HistoryPage> SearchAsync(HistorySearch search, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        var fingerprint = Fingerprint(search);
        if ((HistoryRule.Check(search) ?? SearchCursor.Read(search.Cursor, fingerprint, out _)) is { } error)
            return new HistoryPage { Error = error };
        SearchCursor.Read(search.Cursor, fingerprint, out var before);
        var found = await engine.Store.SearchAsync(search, before, search.PageSize + 1, cancellationToken).ConfigureAwait(false);
        if (found.Count <= search.PageSize)
            return new HistoryPage { Entries = found };
        var page = found.Take(search.PageSize).ToArray();
        return new HistoryPage { Entries = page, NextCursor = SearchCursor.Write(page[^1].Position, fingerprint) };
    }

    private static ulong Fingerprint(HistorySearch search) => SearchCursor.Fingerprint(
        "history",
        search.TenantId,
        search.Channel,
        search.Statuses is null ? null : string.Join(',', search.Statuses.Distinct().Order()),
        search.EventType,
        search.EventId,
        search.Destination,
        search.RecipientId,
        search.Rule,
        search.TraceId,
        search.ProviderMessageId,
        search.From?.UtcTicks.ToString(CultureInfo.InvariantCulture),
        search.To?.UtcTicks.ToString(CultureInfo.InvariantCulture));
}
