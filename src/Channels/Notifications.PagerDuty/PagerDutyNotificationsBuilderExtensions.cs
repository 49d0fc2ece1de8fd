using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications;
using Notifications.Http;
using Notifications.PagerDuty;

// In the framework's namespace, so that AddPagerDuty is found without a further using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds PagerDuty channels.</summary>
public static class PagerDutyNotificationsBuilderExtensions
{
    /// <summary>Adds a channel that triggers, acknowledges and resolves PagerDuty alerts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name by which rules refer to it.</param>
    /// <param name="configure">Sets the options; they are checked when the host starts.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddPagerDuty(this INotificationsBuilder builder, string name, Action<PagerDutyOptions> configure)
    {
        Add(builder, name).Configure(configure);
        return builder;
    }

    /// <summary>Adds a channel whose options stand in a configuration section. Changes of the section are taken over while the host runs, but for the options marked as read at start.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name by which rules refer to it.</param>
    /// <param name="configuration">The section; its keys are the properties of <see cref="PagerDutyOptions"/>.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddPagerDuty(this INotificationsBuilder builder, string name, IConfiguration configuration)
    {
        Add(builder, name).Bind(configuration);
        return builder;
    }

    private static OptionsBuilder<PagerDutyOptions> Add(INotificationsBuilder builder, string name) =>
        HttpChannel.Add<PagerDutyOptions, PagerDutyOptionsValidator>(builder, name, (provider, invoker) => new PagerDutyChannel(
            name,
            invoker,
            provider.GetRequiredService<IOptionsMonitor<PagerDutyOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PagerDutyChannel>>()));
}
