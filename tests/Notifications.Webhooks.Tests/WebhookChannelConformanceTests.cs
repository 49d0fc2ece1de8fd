using Microsoft.AspNetCore.Http;
using Notifications.Conformance.Channels;
using Notifications.Webhooks.Tests.Support;

namespace Notifications.Webhooks.Tests;

public sealed class WebhookChannelConformanceTests : ChannelConformance
{
    private const string Bearer = "bearer-secret-4711";
    private const string ApiKey = "api-key-secret-0815";

    protected override async ValueTask<ChannelFixture> CreateAsync(ProviderBehavior behavior)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var receiver = await Receiver.StartAsync(context => Answer(context, behavior, reached));
        var host = WebhookHost.ForLoopback(options =>
        {
            options.Url = receiver.Url;
            options.BearerToken = Bearer;
            options.ApiKey = ApiKey;
            options.SigningSecrets.Add(WebhookHost.Secret);
        });
        return new Fixture(receiver, host, reached.Task);
    }

    private static async Task Answer(HttpContext context, ProviderBehavior behavior, TaskCompletionSource reached)
    {
        reached.TrySetResult();
        switch (behavior)
        {
            case ProviderBehavior.RefusesForGood:
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await context.Response.WriteAsync($"no: {Bearer}");
                break;
            case ProviderBehavior.FailsForNow:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            case ProviderBehavior.Throttles:
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = $"{ThrottleTime.TotalSeconds}";
                break;
            case ProviderBehavior.NeverAnswers:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
                break;
            case ProviderBehavior.CutsTheConnection:
                context.Abort();
                break;
        }
    }

    private sealed class Fixture(Receiver receiver, WebhookHost host, Task reached) : ChannelFixture
    {
        public override INotificationChannel Channel => host.Channel;

        public override IReadOnlyCollection<ProviderCall> Calls => [.. receiver.Requests.Select(static r => new ProviderCall(r.Text, r.Headers["webhook-id"]))];

        public override Task Reached => reached;

        public override IReadOnlyCollection<string> Secrets => [Bearer, ApiKey, WebhookHost.Secret, "path-secret"];

        public override async ValueTask DisposeAsync()
        {
            host.Dispose();
            await receiver.DisposeAsync();
        }
    }
}
