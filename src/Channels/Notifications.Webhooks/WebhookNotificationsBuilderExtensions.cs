using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications;
using Notifications.Http;
using Notifications.Webhooks;

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

    private static OptionsBuilder<WebhookOptions> Add(INotificationsBuilder builder, string name) =>
        HttpChannel.Add<WebhookOptions, WebhookOptionsValidator>(builder, name, (provider, invoker) => new WebhookChannel(
            name,
            invoker,
            provider.GetRequiredService<IOptionsMonitor<WebhookOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WebhookChannel>>()));
}
