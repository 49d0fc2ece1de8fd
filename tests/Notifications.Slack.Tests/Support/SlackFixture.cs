using Microsoft.AspNetCore.Http;
using Notifications.Conformance.Channels;

namespace Notifications.Slack.Tests.Support;

/// <summary>A channel and a Slack that behaves as told.</summary>
internal sealed class SlackFixture(FakeSlack slack, SlackHost host, Task reached, IReadOnlyCollection<string> secrets) : ChannelFixture
{
    public override INotificationChannel Channel => host.Channel;

    public override IReadOnlyCollection<ProviderCall> Calls => [.. slack.Calls.Select(static c => new ProviderCall(c.Body))];

    public override Task Reached => reached;

    public override IReadOnlyCollection<string> Secrets => secrets;

    public static Task Play(FakeSlack slack, ProviderBehavior behavior, bool isWebhook)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var throttle = $"{ChannelConformance.ThrottleTime.TotalSeconds}";
        for (var i = 0; i < 3; i++)
        {
            switch (behavior)
            {
                case ProviderBehavior.RefusesForGood:
                    slack.Answer(isWebhook ? 403 : 200, isWebhook ? "action_prohibited" : """{"ok":false,"error":"invalid_auth"}""");
                    break;
                case ProviderBehavior.FailsForNow:
                    slack.Answer(503, $"no: {FakeSlack.Token}");
                    break;
                case ProviderBehavior.Throttles:
                    slack.Answer(429, """{"ok":false,"error":"ratelimited"}""", throttle);
                    break;
                case ProviderBehavior.NeverAnswers:
                    slack.Instead.Enqueue(async context =>
                    {
                        reached.TrySetResult();
                        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
                    });
                    break;
                case ProviderBehavior.CutsTheConnection:
                    slack.Instead.Enqueue(static context =>
                    {
                        context.Abort();
                        return Task.CompletedTask;
                    });
                    break;
            }
        }

        return reached.Task;
    }

    public override async ValueTask DisposeAsync()
    {
        host.Dispose();
        await slack.DisposeAsync();
    }
}
