using Notifications.Slack.Tests.Support;

namespace Notifications.Slack.Tests;

/// <summary>The guard between an incoming webhook of the options and the network.</summary>
public sealed class SlackGuardTests : GuardTests
{
    protected override RejectionKind Blame => RejectionKind.Configuration;

    private protected override GuardedChannel Open(string url, bool allowPrivate, Action<INotificationsBuilder> more)
    {
        var host = new SlackHost(o => (o.WebhookUrl, o.AllowHttp, o.AllowPrivateNetworks) = (url, true, allowPrivate), more: more);
        return new(host.Channel, TestMessages.Plain, host.Logs, host);
    }
}
