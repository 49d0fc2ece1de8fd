using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Notifications.Webhooks.Tests.Support;

namespace Notifications.Webhooks.Tests.Authentication;

public class OAuth2Tests
{
    private const string ClientSecret = "s3cret&=ü";
    private readonly FixedClock _clock = new(new DateTimeOffset(2026, 10, 21, 7, 27, 0, TimeSpan.Zero));

    [Fact]
    public async Task SendAsync_Token_IsFetchedOnceAndCachedUntilItsMargin()
    {
        await using var issuer = await StartIssuerAsync();
        await using var receiver = await Receiver.StartAsync();
        using var host = Start(issuer, receiver);
        await host.SendAsync();
        await host.SendAsync();
        receiver.Requests.ShouldAllBe(r => r.Headers["Authorization"] == "Bearer token-1");
        var request = issuer.Requests.ShouldHaveSingleItem();
        request.Text.ShouldBe("grant_type=client_credentials&scope=a+b&audience=acme");
        var basic = Encoding.UTF8.GetString(Convert.FromBase64String(request.Headers["Authorization"]["Basic ".Length..]));
        basic.ShouldBe("client%3A1:" + Uri.EscapeDataString(ClientSecret));

        _clock.Advance(TimeSpan.FromSeconds(3600 - 61));
        await host.SendAsync();
        issuer.Requests.Count.ShouldBe(1);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await host.SendAsync();
        receiver.Last.Headers["Authorization"].ShouldBe("Bearer token-2");
    }

    [Fact]
    public async Task SendAsync_ManyAtOnce_AskOnce()
    {
        var release = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        var count = 0;
        await using var issuer = await Receiver.StartAsync(async context =>
        {
            Interlocked.Increment(ref count);
            asked.TrySetResult();
            await release.Task;
            await context.Response.WriteAsync("""{"access_token":"t","token_type":"bearer","expires_in":"60"}""");
        });
        await using var receiver = await Receiver.StartAsync();
        using var host = Start(issuer, receiver);
        var sends = Enumerable.Range(0, 16).Select(_ => host.SendAsync().AsTask()).ToArray();
        await asked.Task;
        release.SetResult();
        (await Task.WhenAll(sends)).ShouldAllBe(r => r.Kind == DeliveryResultKind.Delivered);
        count.ShouldBe(1);
    }

    [Fact]
    public async Task SendAsync_FirstCallerGivesUp_TheOthersStillGetTheToken()
    {
        var release = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        await using var issuer = await Receiver.StartAsync(async context =>
        {
            asked.TrySetResult();
            await release.Task;
            await context.Response.WriteAsync("""{"access_token":"t","expires_in":60}""");
        });
        await using var receiver = await Receiver.StartAsync();
        using var host = Start(issuer, receiver);
        using var cancellation = new CancellationTokenSource();
        var first = host.Channel.SendAsync(Messages.Plain, cancellation.Token).AsTask();
        var second = host.SendAsync().AsTask();
        await asked.Task;
        await cancellation.CancelAsync();
        (await first).Kind.ShouldBe(DeliveryResultKind.Retry);
        release.SetResult();
        (await second).Kind.ShouldBe(DeliveryResultKind.Delivered);
        issuer.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task SendAsync_TokenRefused_IsRenewedOnceThenTheConfigurations(int status)
    {
        var accept = false;
        await using var issuer = await StartIssuerAsync();
        await using var receiver = await Receiver.StartAsync(context =>
        {
            context.Response.StatusCode = accept ? 200 : status;
            return Task.CompletedTask;
        });
        using var host = Start(issuer, receiver);
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Retry);
        (await host.SendAsync()).Rejection.ShouldBe(RejectionKind.Configuration);
        accept = true;
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Delivered);
        accept = false;
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Retry);
        issuer.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(500, "", DeliveryResultKind.Retry, "HTTP 500")]
    [InlineData(503, "", DeliveryResultKind.Retry, "HTTP 503")]
    [InlineData(429, "", DeliveryResultKind.Retry, "HTTP 429")]
    [InlineData(400, """{"error":"invalid_scope"}""", DeliveryResultKind.Rejected, "invalid_scope")]
    [InlineData(401, """{"error":"invalid_client","error_description":"s3cret&=ü"}""", DeliveryResultKind.Rejected, "invalid_client")]
    [InlineData(401, """{"error":"s3cret&=ü"}""", DeliveryResultKind.Rejected, "HTTP 401 from")]
    [InlineData(302, "", DeliveryResultKind.Rejected, "HTTP 302")]
    [InlineData(200, "<html>", DeliveryResultKind.Retry, "no JSON")]
    [InlineData(200, "{}", DeliveryResultKind.Rejected, "access_token")]
    [InlineData(200, """{"access_token":"a\r\nX: y"}""", DeliveryResultKind.Rejected, "access_token")]
    [InlineData(200, """{"access_token":"a","token_type":"mac"}""", DeliveryResultKind.Rejected, "Bearer")]
    public async Task SendAsync_NoToken_IsTypedAndTellsNoSecret(int status, string body, DeliveryResultKind kind, string reason)
    {
        await using var issuer = await Receiver.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });
        await using var receiver = await Receiver.StartAsync();
        using var host = Start(issuer, receiver);
        var result = await host.SendAsync();
        result.Kind.ShouldBe(kind);
        result.Rejection.ShouldBe(kind == DeliveryResultKind.Rejected ? RejectionKind.Configuration : null);
        result.Reason!.ShouldContain(reason);
        (result.Reason + string.Join('\n', host.Logs.Lines)).ShouldNotContain("s3cret");
        receiver.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_EndlessTokenAnswer_IsCutOff()
    {
        await using var issuer = await Receiver.StartAsync(async context =>
        {
            try
            {
                while (!context.RequestAborted.IsCancellationRequested)
                    await context.Response.WriteAsync(new string(' ', 1024), context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                // Hung up on, as it should be.
            }
        });
        await using var receiver = await Receiver.StartAsync();
        using var host = Start(issuer, receiver);
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Retry);
    }

    [Fact]
    public async Task SendAsync_TokenEndpointAway_IsRetried()
    {
        await using var receiver = await Receiver.StartAsync();
        string tokenUrl;
        await using (var issuer = await Receiver.StartAsync())
            tokenUrl = issuer.Url;
        using var host = WebhookHost.ForLoopback(o =>
        {
            o.Url = receiver.Url;
            o.OAuth2 = new() { TokenUrl = tokenUrl, ClientId = "a", ClientSecret = ClientSecret };
        });
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Retry);
    }

    [Fact]
    public async Task SendAsync_TokenEndpointWithAPrivateName_IsRefused()
    {
        var connector = new RecordingConnector();
        using var host = new WebhookHost(
            o =>
            {
                o.Url = "https://hooks.acme.example/";
                o.OAuth2 = new() { TokenUrl = "https://login.acme.example/token", ClientId = "a", ClientSecret = ClientSecret };
            },
            new ScriptedResolver(["169.254.169.254"]),
            connector);
        (await host.SendAsync()).Rejection.ShouldBe(RejectionKind.Configuration);
        connector.Targets.ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_CredentialsInBody_AreInTheForm()
    {
        await using var issuer = await StartIssuerAsync();
        await using var receiver = await Receiver.StartAsync();
        using var host = WebhookHost.ForLoopback(o =>
        {
            o.Url = receiver.Url;
            o.OAuth2 = new() { TokenUrl = issuer.Url, ClientId = "a", ClientSecret = ClientSecret, CredentialsInBody = true };
        });
        await host.SendAsync();
        issuer.Last.Text.ShouldBe("grant_type=client_credentials&client_id=a&client_secret=s3cret%26%3D%C3%BC");
        issuer.Last.Headers.ShouldNotContainKey("Authorization");
    }

    private static Task<Receiver> StartIssuerAsync()
    {
        var count = 0;
        return Receiver.StartAsync(context => context.Response.WriteAsync(
            $$"""{"access_token":"token-{{Interlocked.Increment(ref count).ToString(CultureInfo.InvariantCulture)}}","token_type":"Bearer","expires_in":3600}"""));
    }

    private WebhookHost Start(Receiver issuer, Receiver receiver) => WebhookHost.ForLoopback(
        o =>
        {
            o.Url = receiver.Url;
            o.OAuth2 = new() { TokenUrl = issuer.Url, ClientId = "client:1", ClientSecret = ClientSecret, Scope = "a b", Audience = "acme" };
        },
        _clock);
}
