using Notifications.Slack.Tests.Support;

namespace Notifications.Slack.Tests;

public sealed class SlackHostileAnswerTests : HostileAnswerTests
{
    protected override int Success => 200;

    /// <summary>Slack answers 200 while it fails, so what cannot be read says nothing.</summary>
    protected override DeliveryResultKind Unreadable => DeliveryResultKind.Unknown;

    private protected override GuardedChannel Open(string url)
    {
        var host = new SlackHost(o => (o.BotToken, o.Channel, o.ApiUrl, o.AllowPrivateNetworks) = (FakeSlack.Token, "#ops", url, true));
        return new(host.Channel, TestMessages.Plain, host.Logs, host);
    }
}
