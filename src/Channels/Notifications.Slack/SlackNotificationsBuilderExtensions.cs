using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications;
using Notifications.Slack;
using Notifications.Slack.Actions;
using Notifications.Slack.Sending;

// In the framework's namespace, so that AddSlack is found without a further using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Slack channels.</summary>
public static class SlackNotificationsBuilderExtensions
{
    /// <summary>Adds a channel that posts to Slack, by an incoming webhook or as a bot, and a <see cref="SlackRequestVerifier"/> keyed by its name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name by which rules refer to it.</param>
    /// <param name="configure">Sets the options; they are checked when the host starts.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddSlack(this INotificationsBuilder builder, string name, Action<SlackOptions> configure)
    {
        Add(builder, name).Configure(configure);
        return builder;
    }

    /// <summary>Adds a channel whose options stand in a configuration section. Changes of the section are taken over while the host runs, but for the options marked as read at start.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name by which rules refer to it.</param>
    /// <param name="configuration">The section; its keys are the properties of <see cref="SlackOptions"/>.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddSlack(this INotificationsBuilder builder, string name, IConfiguration configuration)
    {
        Add(builder, name).Bind(configuration);
        return builder;
    }

    private static OptionsBuilder<SlackOptions> Add(INotificationsBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SlackOptions>, SlackOptionsValidator>());
        services.TryAddKeyedSingleton(name, static (provider, key) => CreateVerifier(provider, (string)key!));
        var client = ClientName(name);
        services.AddHttpClient(client)
            .ConfigurePrimaryHttpMessageHandler(provider => SlackHandler.Create(provider.GetRequiredService<IOptionsMonitor<SlackOptions>>().Get(name)))

            // The channel keeps its handler; connections are renewed by age instead.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

            // What the host adds to all clients must not come between: a retrying handler would repeat inside an attempt, a logging one would write URLs.
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear())
            .RemoveAllLoggers();
        builder.AddChannel(name, provider => Create(provider, name, client));
        return services.AddOptions<SlackOptions>(name).ValidateOnStart();
    }

    private static SlackChannel Create(IServiceProvider provider, string name, string client) => new(
        name,
        new HttpMessageInvoker(provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(client), disposeHandler: false),
        provider.GetRequiredService<IOptionsMonitor<SlackOptions>>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<SlackChannel>>());

    private static SlackRequestVerifier CreateVerifier(IServiceProvider provider, string name)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<SlackOptions>>();
        return new SlackRequestVerifier(
            () =>
            {
                var current = options.Get(name);
                return (current.SigningSecret, new ActionSigner(current.ActionKeys));
            },
            provider.GetRequiredService<TimeProvider>());
    }

    private static string ClientName(string channel) => "Notifications.Slack:" + channel;
}
