using Notifications.Slack.Tests.Support;

namespace Notifications.Slack.Tests;

/// <summary>The guard between a webhook that a message names, on a host that the options allow, and the network.</summary>
public sealed class SlackDestinationGuardTests : GuardTests
{
    protected override RejectionKind Blame => RejectionKind.Recipient;

    private protected override GuardedChannel Open(string url, bool allowPrivate, Action<INotificationsBuilder> more)
    {
        var host = new SlackHost(
            o =>
            {
                (o.WebhookUrl, o.AllowHttp, o.AllowPrivateNetworks) = ("https://hooks.slack.com/services/own", true, allowPrivate);
                if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && Uri.CheckHostName(uri.IdnHost) != UriHostNameType.Unknown)
                    o.WebhookHosts.Add(uri.IdnHost);
            },
            more: more);
        return new(host.Channel, TestMessages.Plain with { Destination = url }, host.Logs, host);
    }
}
