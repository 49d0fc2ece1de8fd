using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications;
using Notifications.Http;
using Notifications.Slack;
using Notifications.Slack.Actions;

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
        var options = HttpChannel.Add<SlackOptions, SlackOptionsValidator>(builder, name, (provider, invoker) => new SlackChannel(
            name,
            invoker,
            provider.GetRequiredService<IOptionsMonitor<SlackOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SlackChannel>>()));
        builder.Services.TryAddKeyedSingleton(name, static (provider, key) => CreateVerifier(provider, (string)key!));
        return options;
    }

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
}
