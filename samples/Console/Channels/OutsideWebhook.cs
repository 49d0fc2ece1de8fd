using Microsoft.Extensions.DependencyInjection;

namespace Notifications.Samples.Storm.Channels;

/// <summary>
/// The webhook channel in a container of its own, where the time is the world's: while events are replayed on their own time, the receiver
/// still checks the timestamps of signatures by its clock, and connecting still takes real seconds.
/// </summary>
internal static class OutsideWebhook
{
    public const string Name = "webhook";

    /// <summary>Makes the channel.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The URL or the secret is not valid.</exception>
    public static INotificationChannel Create(string url, string? secret)
    {
        var services = new ServiceCollection()
            .AddNotifications(n => n.AddWebhook(Name, options =>
            {
                options.Url = url;
                if (secret is not null)
                    options.SigningSecrets.Add(secret);

                // Who starts the program names the URL: it may be on this machine.
                options.AllowHttp = true;
                options.AllowPrivateNetworks = true;
            }))
            .BuildServiceProvider();
        return services.GetRequiredService<ChannelRegistration>().Factory(services);
    }
}
