using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Hosting;

namespace Notifications.Operations;

/// <summary>Channels that exist for the time of a test, in a container of their own.</summary>
internal sealed class UnsavedChannels : IAsyncDisposable
{
    private const string Path = "Channels";

    private readonly List<ConfigurationError> _errors = [];
    private readonly List<ChannelProvider> _channels = [];
    private ServiceProvider? _services;

    /// <summary>What is wrong with the settings; empty when the channels can be tried.</summary>
    public IReadOnlyList<ConfigurationError> Errors => _errors;

    public List<(string Name, ChannelProvider Provider)> Channels { get; } = [];

    public static UnsavedChannels Build(Action<INotificationsBuilder> configure, TimeProvider clock, ILoggerFactory logs)
    {
        var unsaved = new UnsavedChannels();
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        services.AddSingleton(logs);
        services.AddLogging();
        services.AddOptions();
        try
        {
            configure(new NotificationsBuilder(services));
        }
        catch (ArgumentException invalid)
        {
            unsaved._errors.Add(new ConfigurationError(Path, invalid.Message));
            return unsaved;
        }

        unsaved._services = services.BuildServiceProvider();
        unsaved.Create();
        return unsaved;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels)
            await channel.DisposeAsync().ConfigureAwait(false);
        if (_services is not null)
            await _services.DisposeAsync().ConfigureAwait(false);
    }

    private void Create()
    {
        ChannelRegistration[] registrations = [.. _services!.GetServices<ChannelRegistration>()];
        if (registrations.Length == 0)
            _errors.Add(new ConfigurationError(Path, "There is no channel to test: add one, for example with AddEmail(\"unsaved\", …)."));
        ChannelRegistrationRule.Check(registrations, _errors);
        Try(Path, () => _services!.GetService<IStartupValidator>()?.Validate());
        if (_errors.Count > 0)
            return;
        foreach (var registration in registrations)
        {
            Try($"{Path}:{registration.Name}", () =>
            {
                var channel = new ChannelProvider(registration.Provider, registration.Factory(_services!), registration.OwnsChannel);
                _channels.Add(channel);
                Channels.Add((registration.Name, channel));
            });
        }
    }

    private void Try(string path, Action step)
    {
        try
        {
            step();
        }
        catch (OptionsValidationException invalid)
        {
            Add(path, invalid);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(static e => e is OptionsValidationException))
        {
            foreach (var invalid in several.InnerExceptions)
                Add(path, (OptionsValidationException)invalid);
        }
#pragma warning disable CA1031 // A channel that cannot be made is what the test was to find out. Foreign texts may hold secrets: the type says enough.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _errors.Add(new ConfigurationError(path, $"The channel could not be made ({error.GetType().Name}): check its settings, and add what it takes from the container."));
        }
    }

    private void Add(string path, OptionsValidationException invalid)
    {
        foreach (var failure in invalid.Failures)
            _errors.Add(new ConfigurationError(invalid.OptionsName.Length > 0 ? $"{Path}:{invalid.OptionsName}" : path, failure));
    }
}
