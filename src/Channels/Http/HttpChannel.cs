using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Notifications.Http.Guard;

namespace Notifications.Http;

/// <summary>How every channel over HTTP is registered: options checked at start, and a guarded client that nothing comes between.</summary>
internal static class HttpChannel
{
    /// <summary>Registers a channel.</summary>
    /// <typeparam name="TOptions">Its options, named as the channel.</typeparam>
    /// <typeparam name="TValidator">Finds all that is wrong with them.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The channel's name.</param>
    /// <param name="create">Makes the channel, which owns the invoker.</param>
    /// <returns>The builder of the options, to be filled.</returns>
    public static OptionsBuilder<TOptions> Add<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(
        INotificationsBuilder builder, string name, Func<IServiceProvider, HttpMessageInvoker, INotificationChannel> create)
        where TOptions : class, IConnectionOptions
        where TValidator : class, IValidateOptions<TOptions>
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IHostResolver, DnsHostResolver>();
        services.TryAddSingleton<IAddressConnector, SocketConnector>();
        services.TryAddSingleton<GuardedConnector>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        var client = $"{typeof(TOptions).Namespace}:{name}";
        services.AddHttpClient(client)
            .ConfigurePrimaryHttpMessageHandler(provider => CreateHandler<TOptions>(provider, name))

            // The channel keeps its handler; connections are renewed by age instead.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

            // What the host adds to all clients must not come between: a retrying handler would repeat inside an attempt, a logging one would write URLs.
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear())
            .RemoveAllLoggers();
        builder.AddChannel(name, provider => create(
            provider, new HttpMessageInvoker(provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(client), disposeHandler: false)));
        return services.AddOptions<TOptions>(name).ValidateOnStart();
    }

    private static SocketsHttpHandler CreateHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(IServiceProvider provider, string name)
        where TOptions : class, IConnectionOptions
    {
        var options = provider.GetRequiredService<IOptionsMonitor<TOptions>>();
        return GuardedHandler.Create(() => options.Get(name), provider.GetRequiredService<GuardedConnector>());
    }
}
