using Notifications.Webhooks.Tests.Support;

namespace Notifications.Webhooks.Tests;

public sealed class WebhookHostileAnswerTests : HostileAnswerTests
{
    protected override int Success => 200;

    /// <summary>Bodies of answers are never read.</summary>
    protected override DeliveryResultKind Unreadable => DeliveryResultKind.Delivered;

    private protected override GuardedChannel Open(string url)
    {
        var host = WebhookHost.ForLoopback(o => o.Url = url);
        return new(host.Channel, Messages.Plain, host.Logs, host);
    }
}
