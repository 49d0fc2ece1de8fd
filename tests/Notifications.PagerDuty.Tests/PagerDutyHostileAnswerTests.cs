using Notifications.PagerDuty.Tests.Support;

namespace Notifications.PagerDuty.Tests;

public sealed class PagerDutyHostileAnswerTests : HostileAnswerTests
{
    protected override int Success => 202;

    /// <summary>The status says that the event was taken.</summary>
    protected override DeliveryResultKind Unreadable => DeliveryResultKind.Delivered;

    private protected override GuardedChannel Open(string url)
    {
        var host = new PagerDutyHost(url);
        return new(host.Channel, Messages.Plain, host.Logs, host);
    }
}
