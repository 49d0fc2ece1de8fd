namespace Notifications.Operations;

/// <summary>Tests channels: those that are registered, and settings that nobody has saved yet. Outside of queues, limits, breakers and statistics; never a retry.</summary>
public interface INotificationChannelTester
{
    /// <summary>Tests a registered channel, each of its providers by itself.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="options">Where to, and how. Default: the channel's own destination and timeout.</param>
    /// <param name="cancellationToken">Gives up; then nothing is said of the outcome.</param>
    /// <returns>What came of it. Everything that can go wrong is in the result.</returns>
    ValueTask<ChannelTestResult> TestAsync(string channel, ChannelTestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Tests settings that are not in force: builds the channels in a container of their own, checks their options, tests, and disposes all of it.</summary>
    /// <remarks>The container has the host's clock and log and nothing else of the host: what a channel takes from it (a source of tokens, of attachments) is added by <paramref name="configure"/> too.</remarks>
    /// <param name="configure">Adds the channels as in an application: <c>n => n.AddEmail("unsaved", o => …)</c>.</param>
    /// <param name="options">Where to, and how. Default: the channel's own destination, 10 s.</param>
    /// <param name="cancellationToken">Gives up; then nothing is said of the outcome.</param>
    /// <returns>What came of it; invalid options with all their errors at once.</returns>
    ValueTask<ChannelTestResult> TestAsync(Action<INotificationsBuilder> configure, ChannelTestOptions? options = null, CancellationToken cancellationToken = default);
}
