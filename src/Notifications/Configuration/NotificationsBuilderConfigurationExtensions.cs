using Microsoft.Extensions.Configuration;
using Notifications;
using Notifications.Configuration;

// In the framework's namespace, so that AddConfiguration is found without a further using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds limits, options and configuration.</summary>
public static class NotificationsBuilderConfigurationExtensions
{
    /// <summary>Adds a limit. Configuration with the same name is laid over it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name: 1 to 128 characters, unique among limits ignoring case.</param>
    /// <param name="configure">Writes the limit.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddLimit(this INotificationsBuilder builder, string name, Action<LimitBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var limit = new LimitBuilder(name);
        configure(limit);
        Inputs(builder).Limits.Add(limit.Document);
        return builder;
    }

    /// <summary>Sets how the engine treats a channel. Called again, later calls see what earlier ones set; configuration comes last.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The channel's name.</param>
    /// <param name="configure">Sets the options; called at every load of the configuration.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder ConfigureChannel(this INotificationsBuilder builder, string name, Action<ChannelOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Inputs(builder).Channels.Add(new(name, configure));
        return builder;
    }

    /// <summary>Sets the bounds of the engine. Called again, later calls see what earlier ones set; configuration comes last.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; called at every load of the configuration.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder ConfigureEngine(this INotificationsBuilder builder, Action<NotificationsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Inputs(builder).Engine.Add(configure);
        return builder;
    }

    /// <summary>Reads <c>Rules</c>, <c>EventTypes</c>, <c>Limits</c>, <c>Inhibitions</c>, <c>Silences</c>, <c>Channels</c> and <c>Engine</c> from configuration, laid over what is written in code, and again when
    /// it changes. A change with errors is refused as a whole: what runs goes on, and all errors are logged.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configuration">The section, for example <c>config.GetSection("Notifications")</c>. Of several sections later ones win.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddConfiguration(this INotificationsBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Inputs(builder).Sections.Add(configuration);
        return builder;
    }

    private static ConfigurationInputs Inputs(INotificationsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return ConfigurationInputs.Of(builder.Services);
    }
}
