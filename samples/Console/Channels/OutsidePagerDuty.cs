using Microsoft.Extensions.DependencyInjection;

namespace Notifications.Samples.Storm.Channels;

/// <summary>The PagerDuty channel in a container of its own, where the time is the world's: while events are replayed on their own time, connecting still takes real seconds.</summary>
internal static class OutsidePagerDuty
{
    public const string Name = "pagerduty";

    /// <summary>Of nobody: for a server that only shows what it gets.</summary>
    private const string NoKey = "00000000000000000000000000000000";

    /// <summary>Makes the channel.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The URL or the key is not valid.</exception>
    public static INotificationChannel Create(string url, string? key)
    {
        var services = new ServiceCollection()
            .AddNotifications(n => n.AddPagerDuty(Name, options =>
            {
                options.Url = url;
                options.RoutingKey = key ?? NoKey;
                options.Client = "Storm";

                // Who starts the program names the URL: it may be on this machine.
                options.AllowHttp = true;
                options.AllowPrivateNetworks = true;
            }))
            .BuildServiceProvider();
        return services.GetRequiredService<ChannelRegistration>().Factory(services);
    }
}
