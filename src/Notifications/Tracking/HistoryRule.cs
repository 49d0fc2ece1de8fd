using Notifications.History;

namespace Notifications.Tracking;

/// <summary>What a search of the history may ask for.</summary>
internal static class HistoryRule
{
    public static NotificationError? Check(HistorySearch search) =>
        SearchRule.CheckPage(search.PageSize, HistorySearch.MaxPageSize)
        ?? SearchRule.CheckPeriod(search.From, search.To)
        ?? SearchRule.CheckPattern("EventType", search.EventType)
        ?? SearchRule.CheckTraceId(search.TraceId)
        ?? CheckStatuses(search.Statuses);

    private static NotificationError? CheckStatuses(IReadOnlyCollection<TrackingStatus>? statuses)
    {
        if (statuses is null)
            return SearchRule.Invalid("Statuses is null: leave it empty for all.");
        foreach (var status in statuses)
        {
            if (!Enum.IsDefined(status))
                return SearchRule.Invalid($"Statuses has {(int)status}: give {string.Join(", ", TrackingStatusNames.All)}.");
        }

        return null;
    }
}
