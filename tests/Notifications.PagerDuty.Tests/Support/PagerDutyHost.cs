using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Notifications.PagerDuty.Tests.Support;

/// <summary>A host with one PagerDuty channel, registered as users do it.</summary>
internal sealed class PagerDutyHost : INotificationsBuilder, IDisposable
{
    private readonly ServiceProvider _provider;

    public PagerDutyHost(string url, Action<PagerDutyOptions>? configure = null, TimeProvider? clock = null, Action<INotificationsBuilder>? more = null)
    {
        Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        if (clock is not null)
            Services.AddSingleton(clock);
        more?.Invoke(this);
        this.AddPagerDuty("pager", options =>
        {
            options.Url = url;
            options.AllowPrivateNetworks = true;
            options.RoutingKey = FakePagerDuty.Key;
            configure?.Invoke(options);
        });
        _provider = Services.BuildServiceProvider();
        Channel = (PagerDutyChannel)_provider.GetRequiredService<ChannelRegistration>().Factory(_provider);
    }

    public IServiceCollection Services { get; } = new ServiceCollection();

    public LogRecorder Logs { get; } = new();

    public PagerDutyChannel Channel { get; }

    public ValueTask<DeliveryResult> SendAsync(ChannelMessage? message = null) =>
        Channel.SendAsync(message ?? Messages.Plain, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Channel.Dispose();
        _provider.Dispose();
    }
}
