using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications;
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

    private static OptionsBuilder<PagerDutyOptions> Add(INotificationsBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PagerDutyOptions>, PagerDutyOptionsValidator>());
        var client = ClientName(name);
        services.AddHttpClient(client)
            .ConfigurePrimaryHttpMessageHandler(provider => CreateHandler(provider.GetRequiredService<IOptionsMonitor<PagerDutyOptions>>().Get(name)))

            // The channel keeps its handler; connections are renewed by age instead.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

            // What the host adds to all clients must not come between: a retrying handler would repeat inside an attempt.
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear())
            .RemoveAllLoggers();
        builder.AddChannel(name, provider => Create(provider, name, client));
        return services.AddOptions<PagerDutyOptions>(name).ValidateOnStart();
    }

    private static SocketsHttpHandler CreateHandler(PagerDutyOptions options) => new()
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = options.ConnectTimeout,
        MaxResponseDrainSize = 64 * 1024,
        MaxResponseHeadersLength = 32,
        PooledConnectionLifetime = options.ConnectionLifetime,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        UseCookies = false,
        UseProxy = options.ProxyUrl is not null,
        Proxy = options.ProxyUrl is { } proxy ? new WebProxy(new Uri(proxy)) : null,
    };

    private static PagerDutyChannel Create(IServiceProvider provider, string name, string client) => new(
        name,
        new HttpMessageInvoker(provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(client), disposeHandler: false),
        provider.GetRequiredService<IOptionsMonitor<PagerDutyOptions>>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<PagerDutyChannel>>());

    private static string ClientName(string channel) => "Notifications.PagerDuty:" + channel;
}
