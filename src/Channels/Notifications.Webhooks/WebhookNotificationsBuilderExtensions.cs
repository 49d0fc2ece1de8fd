using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications;
using Notifications.Webhooks;
using Notifications.Webhooks.Guard;

// In the framework's namespace, so that AddWebhook is found without a further using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds webhook channels.</summary>
public static class WebhookNotificationsBuilderExtensions
{
    /// <summary>Adds a channel that posts messages to HTTP endpoints, signed by Standard Webhooks.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name by which rules refer to it.</param>
    /// <param name="configure">Sets the options; they are checked when the host starts.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddWebhook(this INotificationsBuilder builder, string name, Action<WebhookOptions> configure)
    {
        Add(builder, name).Configure(configure);
        return builder;
    }

    /// <summary>Adds a channel whose options stand in a configuration section. Changes of the section are taken over while the host runs, but for the options marked as read at start.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name by which rules refer to it.</param>
    /// <param name="configuration">The section; its keys are the properties of <see cref="WebhookOptions"/>.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddWebhook(this INotificationsBuilder builder, string name, IConfiguration configuration)
    {
        Add(builder, name).Bind(configuration);
        return builder;
    }

    private static OptionsBuilder<WebhookOptions> Add(INotificationsBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IHostResolver, DnsHostResolver>();
        services.TryAddSingleton<IAddressConnector, SocketConnector>();
        services.TryAddSingleton<GuardedConnector>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>());
        var client = ClientName(name);
        services.AddHttpClient(client)
            .ConfigurePrimaryHttpMessageHandler(provider => GuardedHandler.Create(provider, name))

            // The channel keeps its handler; connections are renewed by age instead.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

            // What the host adds to all clients must not come between: a retrying handler would repeat inside an attempt, a logging one would write URLs.
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear())
            .RemoveAllLoggers();
        builder.AddChannel(name, provider => Create(provider, name, client));
        return services.AddOptions<WebhookOptions>(name).ValidateOnStart();
    }

    private static WebhookChannel Create(IServiceProvider provider, string name, string client) => new(
        name,
        new HttpMessageInvoker(provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(client), disposeHandler: false),
        provider.GetRequiredService<IOptionsMonitor<WebhookOptions>>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<WebhookChannel>>());

    private static string ClientName(string channel) => "Notifications.Webhooks:" + channel;
}
