using Microsoft.Extensions.Logging;
using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Tracking;

namespace Notifications.Operations;

/// <summary>Tests channels past the engine: no queue, no limit, no breaker, no statistics.</summary>
internal sealed class ChannelTester(NotificationEngine engine, ILoggerFactory logs) : INotificationChannelTester
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly EngineContext _context = engine.Context;
    private readonly ChannelProbe _probe = new(engine.Context.Clock);

    public async ValueTask<ChannelTestResult> TestAsync(string channel, ChannelTestOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(channel);
        options ??= new ChannelTestOptions();
        if (Check(options) is { } wrong)
            return Invalid(wrong);
        if (_context.Channels.Find(channel) is not { } runtime)
            return Unknown($"There is no channel '{channel}': there are {string.Join(", ", _context.Channels.All.Select(static c => c.Name).Order(StringComparer.Ordinal))}.");
        List<(string, ChannelProvider)> providers = [.. runtime.Providers.Where(p => IsWanted(p, options)).Select(p => (runtime.Name, p))];
        return providers.Count == 0
            ? Unknown($"Channel '{runtime.Name}' has no provider '{options.Provider}': it has {string.Join(", ", runtime.Providers.Select(static p => p.Name))}.")
            : await RunAsync(providers, options, options.Timeout ?? runtime.Timeout, isSaved: true, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ChannelTestResult> TestAsync(Action<INotificationsBuilder> configure, ChannelTestOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configure);
        options ??= new ChannelTestOptions();
        if (Check(options) is { } wrong)
            return Invalid(wrong);
        var unsaved = UnsavedChannels.Build(configure, _context.Clock, logs);
        await using (unsaved.ConfigureAwait(false))
        {
            if (unsaved.Errors.Count > 0)
                return Invalid([.. unsaved.Errors]);
            var channels = unsaved.Channels.FindAll(c => IsWanted(c.Provider, options));
            return channels.Count == 0
                ? Unknown($"The settings have no provider '{options.Provider}'.")
                : await RunAsync(channels, options, options.Timeout ?? TimeoutOf(channels[0].Provider), isSaved: false, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan TimeoutOf(ChannelProvider provider) =>
        DispatchRule.Timeout(new ChannelOptions(), (provider.Channel as INotificationChannelTraits)?.Traits ?? new ChannelTraits());

    private static bool IsWanted(ChannelProvider provider, ChannelTestOptions options) =>
        options.Provider is null || string.Equals(provider.Name, options.Provider, StringComparison.OrdinalIgnoreCase);

    private static ConfigurationError? Check(ChannelTestOptions options)
    {
        if (options.Timeout is { } timeout && (timeout < Shortest || timeout > Longest))
            return new ConfigurationError("Timeout", $"Timeout is {timeout}: use 1 ms to 10 min.");
        if (options.Destination is { } destination && Publishing.EventRule.CheckText("Destination", destination, Publishing.EventRule.MaxText) is { } unfit)
            return new ConfigurationError("Destination", unfit.Message);
        return OperationRule.Check(options.Actor) is { } actor ? new ConfigurationError("Actor", actor) : null;
    }

    private static ChannelTestResult Invalid(params ConfigurationError[] errors) => new() { Kind = ChannelTestKind.InvalidSettings, Errors = errors };

    private static ChannelTestResult Unknown(string message) =>
        new() { Kind = ChannelTestKind.UnknownChannel, Errors = [new ConfigurationError("Channels", message)] };

    private async ValueTask<ChannelTestResult> RunAsync(
        List<(string Channel, ChannelProvider Provider)> providers, ChannelTestOptions options, TimeSpan timeout, bool isSaved, CancellationToken cancellationToken)
    {
        var results = new List<ProviderTestResult>(providers.Count);
        foreach (var (name, provider) in providers)
        {
            var byMessage = options.SendMessage || provider.Channel is not IChannelTest;
            if (byMessage && options.Destination is null && !HasDestination(provider.Channel))
                return Invalid(new ConfigurationError("Destination", $"Channel '{name}' has no destination of its own: say where the test is to go."));
            cancellationToken.ThrowIfCancellationRequested();
            var now = _context.Clock.GetUtcNow();
            var message = TestMessage.Create(new NotificationId(_context.Ids.Next(), now), name, options.Destination, now, timeout);

            // What left is told of also when the caller gives up waiting for it.
            var result = new ProviderTestResult(name, provider.Name, DeliveryResult.Unknown("the caller gave up"), TimeSpan.Zero, byMessage);
            try
            {
                result = await _probe.RunAsync(provider.Channel, provider.Name, message, byMessage, timeout, cancellationToken).ConfigureAwait(false);
                results.Add(result);
            }
            finally
            {
                _context.Counters.Add(result.IsPassed ? Counter.TestsPassed : Counter.TestsFailed);
                await RecordAsync(name, provider.Name, result, options.Actor, isSaved).ConfigureAwait(false);
                _context.OperationLog.Tested(name, provider.Name, result.Result.Kind, isSaved, options.Actor?.Who.ToString() ?? "System");
            }
        }

        return new ChannelTestResult { Kind = results.TrueForAll(static r => r.IsPassed) ? ChannelTestKind.Passed : ChannelTestKind.Failed, Providers = results };
    }

    // A test is told of also when the store cannot write it down.
    private async ValueTask RecordAsync(string channel, string provider, ProviderTestResult result, OperationActor? actor, bool isSaved)
    {
        var record = OperationRule.Record("channel.tested", actor, string.Empty, channel);
        var details = $"provider {provider}, {(isSaved ? "saved" : "unsaved")} settings: {result.Result.Kind}";
        await engine.Audit.RecordAsync(record with { Details = record.Details is { } reason ? $"{details}; {reason}" : details }, CancellationToken.None).ConfigureAwait(false);
    }

    private static bool HasDestination(INotificationChannel channel) =>
        ((channel as INotificationChannelTraits)?.Traits ?? new ChannelTraits()).HasDefaultDestination;
}
