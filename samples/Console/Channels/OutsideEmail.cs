using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Email;

namespace Notifications.Samples.Storm.Channels;

/// <summary>The email channel in a container of its own, where the time is the world's: while events are replayed on their own time, connections still age by the clock on the wall.</summary>
internal static class OutsideEmail
{
    public const string Name = "email";

    /// <summary>Finds the port in <c>HOST:PORT</c>; null when there is none.</summary>
    public static int? FindPort(string server)
    {
        var colon = server.LastIndexOf(':');
        return colon > 0 && int.TryParse(server.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535 ? port : null;
    }

    /// <summary>Makes the channel.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The host is not valid.</exception>
    public static INotificationChannel Create(string server)
    {
        var services = new ServiceCollection()
            .AddNotifications(n => n.AddEmail(Name, options =>
            {
                options.Host = server[..server.LastIndexOf(':')];
                options.Port = FindPort(server);
                options.From = "Storm <storm@example.com>";
                options.To = "oncall@example.com";

                // Who starts the program names the server: most likely one on this machine that only shows its mails.
                options.Security = EmailSecurity.None;
            }))
            .BuildServiceProvider();
        return services.GetRequiredService<ChannelRegistration>().Factory(services);
    }
}
