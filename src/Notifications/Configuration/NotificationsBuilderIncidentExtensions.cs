using Microsoft.Extensions.Logging;
using Notifications;
using Notifications.Publishing;

// In the framework's namespace, so that AddIncidents is found without a further using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers how a host's own incidents become events.</summary>
public static class NotificationsBuilderIncidentExtensions
{
    /// <summary>Says once how the host's incident reads as events; services then inject <see cref="IIncidentPublisher{TIncident}"/> and publish the incident itself.</summary>
    /// <typeparam name="TIncident">The host's incident.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="map">Takes from the incident what events say. Safe for threads; what it throws is logged, and the incident is refused.</param>
    /// <returns>The builder. Called again for the same type, the last mapping holds.</returns>
    public static INotificationsBuilder AddIncidents<TIncident>(this INotificationsBuilder builder, Func<TIncident, IncidentUpdate> map)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(map);
        builder.Services.AddSingleton<IIncidentPublisher<TIncident>>(services => new IncidentPublisher<TIncident>(
            services.GetRequiredService<INotificationPublisher>(), map, services.GetRequiredService<ILoggerFactory>().CreateLogger("Notifications.Incidents")));
        return builder;
    }
}
