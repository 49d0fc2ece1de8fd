using Notifications.PagerDuty.Tests.Support;

namespace Notifications.PagerDuty.Tests;

/// <summary>The guard between the address of the options and the network.</summary>
public sealed class PagerDutyGuardTests : GuardTests
{
    protected override RejectionKind Blame => RejectionKind.Configuration;

    private protected override GuardedChannel Open(string url, bool allowPrivate, Action<INotificationsBuilder> more)
    {
        var host = new PagerDutyHost(url, o => (o.AllowHttp, o.AllowPrivateNetworks) = (true, allowPrivate), more: more);
        return new(host.Channel, Messages.Plain, host.Logs, host);
    }
}
