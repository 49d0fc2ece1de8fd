using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Webhooks.Signing;
using Notifications.Webhooks.Tests.Support;

namespace Notifications.Webhooks.Tests;

public class WebhookChannelTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 21, 7, 27, 0, TimeSpan.Zero);

    [Fact]
    public async Task SendAsync_Signed_HasTheHeadersOfStandardWebhooks()
    {
        await using var receiver = await Receiver.StartAsync();
        var clock = new FixedClock(Now);
        using var host = WebhookHost.ForLoopback(
            o =>
            {
                o.Url = receiver.Url;
                o.SigningSecrets.Add(WebhookHost.Secret);
                o.SigningSecrets.Add(WebhookHost.OldSecret);
            },
            clock);
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Delivered);

        var request = receiver.Last;
        request.Method.ShouldBe("POST");
        request.Headers["webhook-id"].ShouldBe("msg_0001");
        request.Headers["webhook-timestamp"].ShouldBe("1792567620");
        request.Headers["Content-Type"].ShouldBe("application/json");
        request.Headers["webhook-signature"].ShouldBe($"{Sign(WebhookHost.Secret, request)} {Sign(WebhookHost.OldSecret, request)}");
    }

    [Fact]
    public async Task SendAsync_SecondAttempt_HasTheSameIdAndBodyAndItsOwnTimestamp()
    {
        await using var receiver = await Receiver.StartAsync();
        var clock = new FixedClock(Now);
        using var host = WebhookHost.ForLoopback(o => o.Url = receiver.Url, clock);
        await host.SendAsync(Messages.Full);
        clock.Advance(TimeSpan.FromMinutes(5));
        await host.SendAsync(Messages.Full with { Attempt = 2 });
        var requests = receiver.Requests.ToArray();
        requests[1].Body.ShouldBe(requests[0].Body);
        requests[1].Headers["webhook-id"].ShouldBe(requests[0].Headers["webhook-id"]);
        requests[1].Headers["webhook-timestamp"].ShouldBe("1792567920");
        requests[1].Headers.ShouldNotContainKey("webhook-signature");
        receiver.Connections.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(200, DeliveryResultKind.Delivered)]
    [InlineData(204, DeliveryResultKind.Delivered)]
    [InlineData(400, DeliveryResultKind.Rejected)]
    [InlineData(410, DeliveryResultKind.Rejected)]
    [InlineData(429, DeliveryResultKind.Retry)]
    [InlineData(500, DeliveryResultKind.Retry)]
    [InlineData(503, DeliveryResultKind.Retry)]
    public async Task SendAsync_Status_IsClassifiedAndSentOnce(int status, DeliveryResultKind expected)
    {
        await using var receiver = await Receiver.StartAsync(status);
        using var host = WebhookHost.ForLoopback(o => o.Url = receiver.Url);
        var result = await host.SendAsync();
        result.Kind.ShouldBe(expected);
        result.DisablesDestination.ShouldBe(status == 410);
        receiver.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("Wed, 21 Oct 2026 07:29:00 GMT", 120)]
    public async Task SendAsync_TooManyRequests_WaitsAsLongAsTold(string retryAfter, int seconds)
    {
        await using var receiver = await Receiver.StartAsync(429, retryAfter);
        using var host = WebhookHost.ForLoopback(o => o.Url = receiver.Url, new FixedClock(Now));
        var result = await host.SendAsync();
        (result.Kind, result.RetryAfter).ShouldBe((DeliveryResultKind.Throttled, TimeSpan.FromSeconds(seconds)));
    }

    [Fact]
    public async Task SendAsync_NeitherDestinationNorUrl_IsTheConfigurations()
    {
        using var host = new WebhookHost(_ => { });
        var result = await host.SendAsync();
        (result.Kind, result.Rejection).ShouldBe((DeliveryResultKind.Rejected, RejectionKind.Configuration));
        host.Channel.Traits.HasDefaultDestination.ShouldBeFalse();
        host.Channel.Traits.Type.ShouldBe("webhook");
    }

    [Fact]
    public async Task SendAsync_DataThatIsNoJson_IsTheContents()
    {
        await using var receiver = await Receiver.StartAsync();
        using var host = WebhookHost.ForLoopback(o => o.Url = receiver.Url);
        var message = Messages.Plain with { Event = Messages.Plain.Event with { Data = EventData.FromJson("{") } };
        (await host.SendAsync(message)).Rejection.ShouldBe(RejectionKind.Content);
        (await host.SendAsync(Messages.Plain with { IdempotencyKey = "a\r\nx: y" })).Rejection.ShouldBe(RejectionKind.Content);
        receiver.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_BinaryCloudEvent_EncodesEveryAttribute()
    {
        await using var receiver = await Receiver.StartAsync();
        using var host = WebhookHost.ForLoopback(o =>
        {
            o.Url = receiver.Url;
            o.Body = WebhookBodyFormat.CloudEventsBinary;
        });
        (await host.SendAsync(Messages.Full)).Kind.ShouldBe(DeliveryResultKind.Delivered);
        receiver.Last.Headers["ce-subject"].ShouldBe("%C3%9Cberlauf%20%22db-1%22%20100%25");
        receiver.Last.Headers["ce-labels"].ShouldNotContain("\r");
        receiver.Last.Text.ShouldBe(Messages.Full.Event.Data!.ToString());

        await host.SendAsync(Messages.Plain);
        receiver.Last.Body.ShouldBeEmpty();
        receiver.Last.Headers.ShouldNotContainKey("Content-Type");
    }

    [Fact]
    public async Task SendAsync_CredentialsAndHeaders_GoToTheOwnOriginOnly()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var stranger = await Receiver.StartAsync();
        using var host = WebhookHost.ForLoopback(o =>
        {
            o.Url = receiver.Url;
            o.BearerToken = "bearer-secret";
            o.ApiKey = "key-secret";
            o.Headers["X-Team"] = "ops";
        });
        await host.SendAsync();
        receiver.Last.Headers["Authorization"].ShouldBe("Bearer bearer-secret");
        receiver.Last.Headers["X-API-Key"].ShouldBe("key-secret");
        receiver.Last.Headers["X-Team"].ShouldBe("ops");

        await host.SendAsync(Messages.Plain with { Destination = receiver.Root + "/other" });
        receiver.Last.Headers.ShouldContainKey("Authorization");

        await host.SendAsync(Messages.Plain with { Destination = stranger.Url });
        stranger.Last.Headers.ShouldNotContainKey("Authorization");
        stranger.Last.Headers.ShouldNotContainKey("X-API-Key");
        stranger.Last.Headers.ShouldNotContainKey("X-Team");
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("*", true)]
    [InlineData("other.example", false)]
    public async Task SendAsync_CredentialHosts_SayWhoElseGetsThem(string host, bool expected)
    {
        await using var receiver = await Receiver.StartAsync();
        using var channel = WebhookHost.ForLoopback(o =>
        {
            o.Url = "https://own.example/";
            o.BearerToken = "bearer-secret";
            o.CredentialHosts.Add(host);
        });
        await channel.SendAsync(Messages.Plain with { Destination = receiver.Url });
        receiver.Last.Headers.ContainsKey("Authorization").ShouldBe(expected);
    }

    [Fact]
    public async Task SendAsync_ThroughAProxy_LeavesNamesToItButStillRefusesAddresses()
    {
        await using var proxy = await Receiver.StartAsync();
        using var host = new WebhookHost(o =>
        {
            o.AllowHttp = true;
            o.ProxyUrl = proxy.Root;
        });
        (await host.SendAsync(Messages.Plain with { Destination = "http://hooks.acme.example/in" })).Kind.ShouldBe(DeliveryResultKind.Delivered);
        proxy.Last.Headers["Host"].ShouldBe("hooks.acme.example");
        (await host.SendAsync(Messages.Plain with { Destination = "http://10.0.0.1/" })).Rejection.ShouldBe(RejectionKind.Recipient);
        proxy.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task SendAsync_TraceParentOfTheEvent_IsSentOnce()
    {
        await using var receiver = await Receiver.StartAsync();
        using var host = WebhookHost.ForLoopback(o => o.Url = receiver.Url);
        await host.SendAsync(Messages.Full);
        receiver.Last.Headers["traceparent"].ShouldBe(Messages.Full.Event.TraceParent);

        using var activity = new Activity("attempt").SetParentId(Messages.Full.Event.TraceParent!).Start();
        await host.SendAsync(Messages.Full);
        receiver.Last.Headers["traceparent"].ShouldBe(activity.Id);

        await host.SendAsync(Messages.Full with { Event = Messages.Full.Event with { TraceParent = "00-11111111111111111111111111111111-2222222222222222-01" } });
        receiver.Last.Headers["traceparent"].ShouldStartWith("00-1111");
    }

    [Fact]
    public async Task SendAsync_BrokenTraceParent_IsNotSent()
    {
        await using var receiver = await Receiver.StartAsync();
        using var host = WebhookHost.ForLoopback(o => o.Url = receiver.Url);
        await host.SendAsync(Messages.Plain with { Event = Messages.Plain.Event with { TraceParent = "00-\r\nx: y" } });
        receiver.Last.Headers.ShouldNotContainKey("traceparent");
        receiver.Last.Headers.ShouldNotContainKey("x");
    }

    [Fact]
    public async Task SendAsync_AnyOutcome_LogsAndTracesNoSecret()
    {
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name.StartsWith("System.Net", StringComparison.Ordinal),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.Enqueue(activity.OperationName + string.Join(',', activity.TagObjects)),
        };
        ActivitySource.AddActivityListener(listener);
        await using var receiver = await Receiver.StartAsync(401);
        using var host = WebhookHost.ForLoopback(o =>
        {
            o.Url = receiver.Url;
            o.BearerToken = "bearer-secret";
            o.SigningSecrets.Add(WebhookHost.Secret);
        });
        var result = await host.SendAsync();
        var all = string.Join('\n', host.Logs.Lines.Concat(seen).Append(result.ToString()).Append(host.Options.Get("hook").ToString()));
        all.ShouldNotContain("bearer-secret");
        all.ShouldNotContain("path-secret");
        all.ShouldNotContain("/hook");
        all.ShouldNotContain(WebhookHost.Secret[6..]);
    }

    [Fact]
    public async Task SendAsync_HandlersThatTheHostAddsToAllClients_DoNotComeBetween()
    {
        await using var receiver = await Receiver.StartAsync(500);
        using var host = WebhookHost.ForLoopback(
            o => o.Url = receiver.Url,
            more: n => n.Services.ConfigureHttpClientDefaults(b => b.AddHttpMessageHandler(() => new SendsTwice())));
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Retry);
        receiver.Requests.Count.ShouldBe(1);
    }

    private static string Sign(string secret, ReceivedRequest request)
    {
        var text = $"{request.Headers["webhook-id"]}.{request.Headers["webhook-timestamp"]}.{request.Text}";
        return SigningSecret.TryParse(secret, out var key, out _) ? new StandardWebhooksSigner([key]).Sign(System.Text.Encoding.UTF8.GetBytes(text)) : string.Empty;
    }

    private sealed class SendsTwice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (await base.SendAsync(request, cancellationToken)).Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
