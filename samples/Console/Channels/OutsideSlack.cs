using Microsoft.Extensions.DependencyInjection;

namespace Notifications.Samples.Storm.Channels;

/// <summary>The Slack channel in a container of its own, where the time is the world's: while events are replayed on their own time, connections still age by the clock on the wall.</summary>
internal static class OutsideSlack
{
    public const string Name = "slack";

    /// <summary>Makes the channel.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The URL is not valid.</exception>
    public static INotificationChannel Create(string url)
    {
        var services = new ServiceCollection()
            .AddNotifications(n => n.AddSlack(Name, options =>
            {
                options.WebhookUrl = url;

                // Who starts the program names the URL: it may be on this machine.
                options.AllowPrivateNetworks = true;
            }))
            .BuildServiceProvider();
        return services.GetRequiredService<ChannelRegistration>().Factory(services);
    }
}
