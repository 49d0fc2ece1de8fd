using Notifications.Slack.Tests.Support;

namespace Notifications.Slack.Tests;

/// <summary>The guard between a bot's Web API and the network.</summary>
public sealed class SlackBotGuardTests : GuardTests
{
    protected override RejectionKind Blame => RejectionKind.Configuration;

    private protected override GuardedChannel Open(string url, bool allowPrivate, Action<INotificationsBuilder> more)
    {
        var host = new SlackHost(o => (o.BotToken, o.Channel, o.ApiUrl, o.AllowHttp, o.AllowPrivateNetworks) = (FakeSlack.Token, "#ops", url, true, allowPrivate), more: more);
        return new(host.Channel, TestMessages.Plain, host.Logs, host);
    }
}
