using Notifications.Webhooks.Tests.Support;

namespace Notifications.Webhooks.Tests.Guard;

/// <summary>The guard between a URL that a message names and the network.</summary>
public sealed class WebhookDestinationGuardTests : GuardTests
{
    protected override RejectionKind Blame => RejectionKind.Recipient;

    private protected override GuardedChannel Open(string url, bool allowPrivate, Action<INotificationsBuilder> more)
    {
        var host = new WebhookHost(o => (o.AllowHttp, o.AllowPrivateNetworks) = (true, allowPrivate), more: more);
        return new(host.Channel, Messages.Plain with { Destination = url }, host.Logs, host);
    }
}
