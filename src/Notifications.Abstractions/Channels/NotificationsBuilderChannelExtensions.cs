using System.Diagnostics.CodeAnalysis;
using Notifications;

// In the framework's namespace, so that AddChannel is found without a further using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds channels.</summary>
public static class NotificationsBuilderChannelExtensions
{
    /// <summary>Adds a channel that the container makes, once; the engine disposes it.</summary>
    /// <typeparam name="TChannel">The channel; its constructor's parameters come from the container.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name by which rules refer to it.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddChannel<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TChannel>(
        this INotificationsBuilder builder, string name)
        where TChannel : class, INotificationChannel =>
        Add(builder, new ChannelRegistration(name, static services => ActivatorUtilities.CreateInstance<TChannel>(services)));

    /// <summary>Adds a channel that exists already. It stays the caller's: the engine does not dispose it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name by which rules refer to it.</param>
    /// <param name="channel">The channel.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddChannel(this INotificationsBuilder builder, string name, INotificationChannel channel) =>
        Add(builder, new ChannelRegistration(name, _ => channel, ownsChannel: false));

    /// <summary>Adds a channel that a function makes, once; the engine disposes it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name by which rules refer to it.</param>
    /// <param name="factory">Makes the channel.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddChannel(this INotificationsBuilder builder, string name, Func<IServiceProvider, INotificationChannel> factory) =>
        Add(builder, new ChannelRegistration(name, factory));

    /// <summary>Adds one more provider to a channel: tried in order of registration when those before it fail or rest.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The channel's name.</param>
    /// <param name="provider">The provider's name, unique within the channel.</param>
    /// <param name="factory">Makes the provider's channel.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddProvider(
        this INotificationsBuilder builder, string name, string provider, Func<IServiceProvider, INotificationChannel> factory) =>
        Add(builder, new ChannelRegistration(name, factory, ownsChannel: true, provider));

    private static INotificationsBuilder Add(INotificationsBuilder builder, ChannelRegistration registration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(registration);
        return builder;
    }
}
