using Notifications.Conformance.Channels;
using Notifications.Slack.Tests.Support;

namespace Notifications.Slack.Tests;

/// <summary>An incoming webhook.</summary>
public sealed class SlackWebhookConformanceTests : ChannelConformance
{
    protected override async ValueTask<ChannelFixture> CreateAsync(ProviderBehavior behavior)
    {
        var slack = await FakeSlack.StartAsync();
        return new SlackFixture(slack, SlackHost.Webhook(slack), SlackFixture.Play(slack, behavior, isWebhook: true), [FakeSlack.WebhookPath, "webhook-secret"]);
    }
}
