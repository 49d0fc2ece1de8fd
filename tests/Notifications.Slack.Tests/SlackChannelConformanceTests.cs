using Notifications.Conformance.Channels;
using Notifications.Slack.Tests.Support;

namespace Notifications.Slack.Tests;

/// <summary>A bot.</summary>
public sealed class SlackChannelConformanceTests : ChannelConformance
{
    protected override async ValueTask<ChannelFixture> CreateAsync(ProviderBehavior behavior)
    {
        var slack = await FakeSlack.StartAsync();
        return new SlackFixture(slack, SlackHost.Bot(slack), SlackFixture.Play(slack, behavior, isWebhook: false), [FakeSlack.Token, SlackHost.Key]);
    }
}
