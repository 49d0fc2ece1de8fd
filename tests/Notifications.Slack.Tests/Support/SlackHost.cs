using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Notifications.Slack.Tests.Support;

/// <summary>A host with one Slack channel, registered as users do it.</summary>
internal sealed class SlackHost : INotificationsBuilder, IDisposable
{
    public const string Key = "action-key-action-key-action-key-1";
    private readonly ServiceProvider _provider;

    public SlackHost(Action<SlackOptions> configure, TimeProvider? clock = null, Action<INotificationsBuilder>? more = null)
    {
        Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        if (clock is not null)
            Services.AddSingleton(clock);
        more?.Invoke(this);
        this.AddSlack("slack", configure);
        _provider = Services.BuildServiceProvider();
        Channel = (SlackChannel)_provider.GetRequiredService<ChannelRegistration>().Factory(_provider);
    }

    public IServiceCollection Services { get; } = new ServiceCollection();

    public LogRecorder Logs { get; } = new();

    public SlackChannel Channel { get; }

    public SlackRequestVerifier Verifier => _provider.GetRequiredKeyedService<SlackRequestVerifier>("slack");

    public static SlackHost Bot(FakeSlack slack, Action<SlackOptions>? configure = null, TimeProvider? clock = null) => new(
        options =>
        {
            options.BotToken = FakeSlack.Token;
            options.Channel = "#ops";
            options.ApiUrl = slack.ApiUrl;
            options.AllowPrivateNetworks = true;
            options.ActionKeys.Add(Key);
            configure?.Invoke(options);
        },
        clock);

    public static SlackHost Webhook(FakeSlack slack, Action<SlackOptions>? configure = null) => new(options =>
    {
        options.WebhookUrl = slack.WebhookUrl;
        options.AllowPrivateNetworks = true;
        configure?.Invoke(options);
    });

    public ValueTask<DeliveryResult> SendAsync(ChannelMessage? message = null) =>
        Channel.SendAsync(message ?? TestMessages.Plain, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Channel.Dispose();
        _provider.Dispose();
    }
}
