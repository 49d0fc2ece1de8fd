using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Notifications.Hosting;
using Notifications.Simulation;
using Notifications.Storage;
using Notifications.Tracking;

namespace Notifications.Testing;

/// <summary>The engine of a test, on a clock that stands still: what can be done is done when a call returns, and time passes only by <see cref="AdvanceAsync"/>. Nothing waits for real.</summary>
/// <remarks>One test uses a harness from one thread. Sends of a <see cref="RecordingChannel"/> that hang are no reason to wait; any other asynchronous channel is waited for.</remarks>
public sealed partial class EngineHarness : IAsyncDisposable
{
    /// <summary>The instant at which a harness begins unless it is told another: 2026-01-05T08:00:00Z, a Monday.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly IServiceCollection _services;
    private readonly ErrorRecorder _errors = new();
    private ServiceProvider _provider = null!;

    private EngineHarness(IServiceCollection services, SimulatedClock clock)
    {
        _services = services;
        Clock = clock;
    }

    /// <summary>The engine's clock.</summary>
    public SimulatedClock Clock { get; }

    /// <summary>The container of the engine that runs now.</summary>
    public IServiceProvider Services => _provider;

    /// <summary>The engine that runs now.</summary>
    public INotificationEngine Engine => _provider.GetRequiredService<INotificationEngine>();

    /// <summary>Publishes without waiting for what comes of it; <see cref="WaitForIdleAsync"/> does.</summary>
    public INotificationPublisher Publisher => _provider.GetRequiredService<INotificationPublisher>();

    /// <summary>What the engine has counted.</summary>
    public NotificationStatistics Statistics => Engine.GetStatistics();

    /// <summary>Errors that the engine has logged, as text: a failed step, a failed commit, a misconfigured channel.</summary>
    public IReadOnlyList<string> Errors => _errors.Entries;

    internal NotificationEngine Internals => _provider.GetRequiredService<NotificationEngine>();

    /// <summary>Builds an engine and starts it.</summary>
    /// <param name="configure">Adds channels (see <c>AddRecordingChannel</c>), rules and limits, as in an application.</param>
    /// <param name="services">Adds what else the container has to hold: a resolver, a template engine. Default: nothing.</param>
    /// <param name="start">Where the clock begins. Default: <see cref="DefaultStart"/>.</param>
    /// <returns>The harness.</returns>
    /// <exception cref="Configuration.NotificationsConfigurationException">The configuration is invalid.</exception>
    public static ValueTask<EngineHarness> StartAsync(Action<INotificationsBuilder> configure, Action<IServiceCollection>? services = null, DateTimeOffset? start = null) =>
        StartAsync(configure, services, start, createStore: null);

    /// <summary>Finds a recording channel.</summary>
    /// <param name="name">Its name, or the provider's.</param>
    /// <returns>The channel.</returns>
    /// <exception cref="NotificationAssertionException">There is none of this name; the text names those there are.</exception>
    public RecordingChannel Channel(string name)
    {
        foreach (var channel in RecordingChannels())
        {
            if (string.Equals(channel.Name, name, StringComparison.OrdinalIgnoreCase))
                return channel;
        }

        throw new NotificationAssertionException(
            $"There is no recording channel '{name}'; there are: {string.Join(", ", RecordingChannels().Select(static c => c.Name))}. Add it by AddRecordingChannel.");
    }

    /// <summary>Explains an event.</summary>
    /// <param name="eventId">The id of the event or request.</param>
    /// <returns>Its trace.</returns>
    /// <exception cref="NotificationAssertionException">Nothing is known of it.</exception>
    public async ValueTask<NotificationTrace> ExplainAsync(string eventId) =>
        await Engine.ExplainAsync(eventId).ConfigureAwait(false) ?? throw new NotificationAssertionException($"Nothing is known of the event '{eventId}'.");

    /// <summary>Expects that every event, match and delivery is accounted for.</summary>
    /// <exception cref="NotificationAssertionException">Something is missing or counted twice.</exception>
    public void AssertAccounting() => Statistics.ShouldBalance();

    /// <summary>Stops the engine at once, without draining.</summary>
    /// <returns>A task that ends when it has stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync().ConfigureAwait(false);
        _errors.Dispose();
    }

    /// <summary>Builds an engine over a store of the test's own.</summary>
    /// <param name="createStore">Makes the store; the test keeps it.</param>
    internal static async ValueTask<EngineHarness> StartAsync(
        Action<INotificationsBuilder> configure, Action<IServiceCollection>? services, DateTimeOffset? start, Func<TimeProvider, INotificationStore>? createStore)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var collection = new ServiceCollection();
        var clock = new SimulatedClock(start ?? DefaultStart);
        collection.AddSingleton<TimeProvider>(clock);
        services?.Invoke(collection);
        collection.AddNotifications(configure);
        var harness = new EngineHarness(collection, clock);
        collection.AddSingleton<ILoggerProvider>(harness._errors);
        await harness.RunAsync(createStore?.Invoke(clock)).ConfigureAwait(false);
        return harness;
    }

    /// <summary>Ends the engine as a crash does, and starts another one over a store, with the same channels, clock and configuration.</summary>
    /// <param name="store">What the next process finds.</param>
    internal async ValueTask RestartAsync(Func<INotificationStore> store)
    {
        foreach (var channel in RecordingChannels())
            channel.Abandon();
        await _provider.DisposeAsync().ConfigureAwait(false);
        await RunAsync(store()).ConfigureAwait(false);
    }

    private async ValueTask RunAsync(INotificationStore? store)
    {
        if (store is not null)
            _services.Replace(ServiceDescriptor.Singleton(store));
        _provider = _services.BuildServiceProvider();
        foreach (var channel in RecordingChannels())
            channel.Clock = Clock;
        await Engine.StartAsync().ConfigureAwait(false);
    }

    private IEnumerable<RecordingChannel> RecordingChannels() => _provider.GetServices<RecordingChannel>();
}
