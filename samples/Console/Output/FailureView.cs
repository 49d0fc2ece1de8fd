using Notifications.History;
using Notifications.Tracking;

namespace Notifications.Samples.Storm.Output;

/// <summary>Why messages did not arrive: what the history says of the last one of each channel that has such.</summary>
internal static class FailureView
{
    public static async Task ShowAsync(Totals totals, INotificationHistory history)
    {
        foreach (var channel in totals.Statistics.Channels.Where(static c => c.Failed > 0))
        {
            var page = await history.SearchAsync(new HistorySearch
            {
                Channel = channel.Name,
                Statuses = [TrackingStatus.Failed, TrackingStatus.Bounced, TrackingStatus.Rejected, TrackingStatus.Expired],
                PageSize = 1,
            });
            if (page.Entries is [{ Delivery: { } delivery }, ..])
                await Console.Error.WriteLineAsync($"{channel.Name}: {channel.Failed} failed; of the last one the channel said: {(delivery.Attempts is [.., { Reason: { } reason }] ? reason : "nothing")}");
        }
    }
}
