namespace Notifications.History;

/// <summary>What was sent, what waits and what was held back, as far as the store remembers it.</summary>
public interface INotificationHistory
{
    /// <summary>Searches what is live and what is over, newest first. Pages neither skip nor repeat an entry while new ones come; one whose status changes meanwhile keeps its place.</summary>
    /// <param name="search">What is asked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A page, or why the search was not made.</returns>
    ValueTask<HistoryPage> SearchAsync(HistorySearch search, CancellationToken cancellationToken = default);
}
