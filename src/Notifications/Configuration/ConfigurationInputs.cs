using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Notifications.EventTypes;

namespace Notifications.Configuration;

/// <summary>What the host has written down while it was built: one object for one service collection.</summary>
internal sealed class ConfigurationInputs
{
    public List<RuleDocument> Rules { get; } = [];

    public List<LimitDocument> Limits { get; } = [];

    public List<InhibitionDocument> Inhibitions { get; } = [];

    public List<FixedSilence> Silences { get; } = [];

    public List<KeyValuePair<string, Action<ChannelOptions>>> Channels { get; } = [];

    public List<Action<NotificationsOptions>> Engine { get; } = [];

    public List<EventTypeEntry> EventTypes { get; } = [];

    public List<EventTypeDocument> EventTypeDocuments { get; } = [];

    public List<IConfiguration> Sections { get; } = [];

    /// <summary>The object of a service collection, added at the first call together with what reads it.</summary>
    public static ConfigurationInputs Of(IServiceCollection services)
    {
        foreach (var descriptor in services)
        {
            if (descriptor.ServiceType == typeof(ConfigurationInputs) && descriptor.ImplementationInstance is ConfigurationInputs existing)
                return existing;
        }

        var inputs = new ConfigurationInputs();
        services.AddSingleton(inputs);
        services.AddSingleton<ConfiguredEventTypes>();
        services.AddSingleton<IEventTypeRegistry>(static provider => provider.GetRequiredService<ConfiguredEventTypes>());
        services.AddSingleton<ConfiguredLanguage>();
        services.AddSingleton<IHostLanguage>(static provider => provider.GetRequiredService<ConfiguredLanguage>());
        services.AddSingleton<ConfigurationSource>();
        services.AddSingleton(static provider => new Routing.RuleRouter(provider.GetService<INotificationRouter>()));
        return inputs;
    }
}
