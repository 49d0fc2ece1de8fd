using Notifications;
using Notifications.Testing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts recording channels where an application has real ones.</summary>
public static class RecordingNotificationsBuilderExtensions
{
    /// <summary>Adds a recording channel; a channel of this name that was added before is replaced, with all its providers.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The channel's name.</param>
    /// <param name="traits">What it says of itself. Default: a channel with a destination of its own, not costly.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddRecordingChannel(this INotificationsBuilder builder, string name, ChannelTraits? traits = null) =>
        AddRecordingChannel(builder, new RecordingChannel(name, traits));

    /// <summary>Adds a recording channel that the test has made; a channel of this name that was added before is replaced, with all its providers.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="channel">The channel.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddRecordingChannel(this INotificationsBuilder builder, RecordingChannel channel)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(channel);
        Remove(builder.Services, channel.Name);
        builder.Services.AddSingleton(channel);
        return builder.AddChannel(channel.Name, channel);
    }

    /// <summary>Adds one more provider to a channel, which records under its own name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="channelName">The channel's name.</param>
    /// <param name="provider">Records; its name is the provider's.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddRecordingProvider(this INotificationsBuilder builder, string channelName, RecordingChannel provider)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(provider);
        builder.Services.AddSingleton(provider);
        builder.Services.AddSingleton(new ChannelRegistration(channelName, _ => provider, ownsChannel: false, provider.Name));
        return builder;
    }

    private static void Remove(IServiceCollection services, string name)
    {
        for (var i = services.Count - 1; i >= 0; i--)
        {
            var instance = services[i].IsKeyedService ? null : services[i].ImplementationInstance;
            if ((instance is ChannelRegistration registration && string.Equals(registration.Name, name, StringComparison.OrdinalIgnoreCase))
                || (instance is RecordingChannel channel && string.Equals(channel.Name, name, StringComparison.OrdinalIgnoreCase)))
                services.RemoveAt(i);
        }
    }
}
