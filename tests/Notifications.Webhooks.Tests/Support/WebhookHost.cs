using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Http.Guard;

namespace Notifications.Webhooks.Tests.Support;

/// <summary>A host with one webhook channel, registered as users do it.</summary>
internal sealed class WebhookHost : INotificationsBuilder, IDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public const string OldSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private readonly ServiceProvider _provider;

    public WebhookHost(
        Action<WebhookOptions> configure,
        IHostResolver? resolver = null,
        IAddressConnector? connector = null,
        TimeProvider? clock = null,
        Action<INotificationsBuilder>? more = null)
    {
        Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        if (clock is not null)
            Services.AddSingleton(clock);
        if (resolver is not null)
            Services.AddSingleton(resolver);
        if (connector is not null)
            Services.AddSingleton(connector);
        more?.Invoke(this);
        this.AddWebhook("hook", configure);
        _provider = Services.BuildServiceProvider();
        var registration = _provider.GetRequiredService<ChannelRegistration>();
        Channel = (WebhookChannel)registration.Factory(_provider);
    }

    public IServiceCollection Services { get; } = new ServiceCollection();

    public LogRecorder Logs { get; } = new();

    public WebhookChannel Channel { get; }

    /// <summary>A channel that may talk to this machine.</summary>
    public static WebhookHost ForLoopback(Action<WebhookOptions> configure, TimeProvider? clock = null, Action<INotificationsBuilder>? more = null) => new(
        options =>
        {
            options.AllowHttp = true;
            options.AllowPrivateNetworks = true;
            configure(options);
        },
        clock: clock,
        more: more);

    public IOptionsMonitor<WebhookOptions> Options => _provider.GetRequiredService<IOptionsMonitor<WebhookOptions>>();

    public ValueTask<DeliveryResult> SendAsync(ChannelMessage? message = null) =>
        Channel.SendAsync(message ?? Messages.Plain, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Channel.Dispose();
        _provider.Dispose();
    }
}
