using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notifications;
using Notifications.Aggregation;
using Notifications.Audit;
using Notifications.Configuration;
using Notifications.History;
using Notifications.Hosting;
using Notifications.Operations;
using Notifications.Publishing;
using Notifications.Storage;
using Notifications.Suppression.Holds;
using Notifications.Telemetry;
using Notifications.Tracking;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the notification engine.</summary>
public static class NotificationsServiceCollectionExtensions
{
    /// <summary>Adds the engine: <see cref="INotificationPublisher"/> to publish with, <see cref="INotificationEngine"/> to observe it.</summary>
    /// <remarks>Safe to repeat: every call adds its channels and rules to the one engine. Nothing runs before the host starts.
    /// Replaceable through the container: <see cref="INotificationStore"/>, <see cref="ITemplateEngine"/>, <see cref="IDebouncer"/>,
    /// <see cref="INotificationRouter"/>, <see cref="IRecipientResolver"/>, <see cref="TimeProvider"/>.</remarks>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Adds channels, rules and limits; null for none.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddNotifications(this IServiceCollection services, Action<INotificationsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();

        // AddMetrics itself adds a descriptor at each call.
        if (!services.Any(static d => d.ServiceType == typeof(IMeterFactory)))
            services.AddMetrics();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IDebouncer, DebounceRule>();
        ConfigurationInputs.Of(services);
        services.TryAddSingleton<ConfigurationSource>();
        services.TryAddSingleton(CreateStore);
        services.TryAddSingleton(CreateEngine);
        services.TryAddSingleton<INotificationEngine, EngineHandle>();
        services.TryAddSingleton<INotificationPublisher, NotificationPublisher>();
        services.TryAddSingleton<INotificationOperations, NotificationOperations>();
        services.TryAddSingleton<INotificationChannelTester, ChannelTester>();
        services.TryAddSingleton<INotificationHistory>(static s => new NotificationHistory(s.GetRequiredService<NotificationEngine>().Context));
        services.TryAddSingleton<INotificationAudit>(static s => s.GetRequiredService<NotificationEngine>().Audit);
        services.TryAddSingleton<INotificationSilences>(static s => s.GetRequiredService<NotificationEngine>().Silences);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, NotificationsHostedService>());
        configure?.Invoke(new NotificationsBuilder(services));
        return services;
    }

    private static INotificationStore CreateStore(IServiceProvider services)
    {
        return new InMemoryStore(services.GetRequiredService<TimeProvider>(), HistoryOptions.Read(services.GetRequiredService<ConfigurationInputs>()));
    }

    private static NotificationEngine CreateEngine(IServiceProvider services)
    {
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Notifications");
        var log = new EngineLog(logger);
        var context = new EngineContext
        {
            Clock = services.GetRequiredService<TimeProvider>(),
            Store = services.GetRequiredService<INotificationStore>(),
            Configuration = services.GetRequiredService<ConfigurationSource>(),
            Debouncer = services.GetRequiredService<IDebouncer>(),
            Templates = services.GetService<ITemplateEngine>(),
            Resolver = services.GetService<IRecipientResolver>(),
            AuditObservers = new AuditObservers([.. services.GetServices<IAuditObserver>()], log),
            Log = log,
            HoldLog = new HoldLog(logger),
            OperationLog = new OperationLog(services.GetRequiredService<ILoggerFactory>().CreateLogger("Notifications.Operations")),
        };
        context.Metrics = new NotificationMetrics(services.GetRequiredService<IMeterFactory>(), context);
        return new NotificationEngine(context, services.GetService<INotificationRouter>(), [.. services.GetServices<ChannelRegistration>()], services);
    }
}
