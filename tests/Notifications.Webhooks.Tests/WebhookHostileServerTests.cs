using Microsoft.AspNetCore.Http;
using Notifications.Webhooks.Tests.Support;

namespace Notifications.Webhooks.Tests;

/// <summary>Receivers that answer too much, too slowly, or not at all.</summary>
public class WebhookHostileServerTests
{
    [Fact]
    public async Task SendAsync_TenMegabyteAnswer_IsNotRead()
    {
        await using var receiver = await Receiver.StartAsync(async context =>
        {
            context.Response.ContentLength = 10 * 1024 * 1024;
            var chunk = new byte[64 * 1024];
            try
            {
                for (var i = 0; i < 160; i++)
                    await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The channel has hung up, as it should.
            }
        });
        using var host = WebhookHost.ForLoopback(o => o.Url = receiver.Url);
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Delivered);
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Delivered);
        receiver.Connections.Count.ShouldBe(2);
    }

    [Fact]
    public async Task SendAsync_EndlessAnswer_IsDeliveredAndHungUpOn()
    {
        await using var server = new RawServer(static async (stream, stop) =>
        {
            await RawServer.ReadRequestAsync(stream, stop);
            await RawServer.WriteAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", stop);
            while (true)
                await RawServer.WriteAsync(stream, "400\r\n" + new string('x', 1024) + "\r\n", stop);
        });
        using var host = WebhookHost.ForLoopback(o => o.Url = server.Url);
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Delivered);
        await server.ClientLeft.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task SendAsync_SmallAnswers_KeepTheConnection()
    {
        await using var receiver = await Receiver.StartAsync(static context =>
        {
            context.Response.ContentLength = 10;
            return context.Response.WriteAsync("ok, thanks");
        });
        using var host = WebhookHost.ForLoopback(o => o.Url = receiver.Url);
        for (var i = 0; i < 5; i++)
            (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Delivered);
        receiver.Connections.Count.ShouldBe(1);
    }

    [Fact]
    public async Task SendAsync_HeadersWithoutEnd_AreUnknown()
    {
        await using var server = new RawServer(static async (stream, stop) =>
        {
            await RawServer.ReadRequestAsync(stream, stop);
            await RawServer.WriteAsync(stream, "HTTP/1.1 200 OK\r\n", stop);
            for (var i = 0; ; i++)
                await RawServer.WriteAsync(stream, $"X-{i}: {new string('x', 1000)}\r\n", stop);
        });
        using var host = WebhookHost.ForLoopback(o => o.Url = server.Url);
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Unknown);
    }

    [Fact]
    public async Task SendAsync_ConnectionCutAfterTheRequest_IsUnknown()
    {
        await using var server = new RawServer(static (stream, stop) => RawServer.ReadRequestAsync(stream, stop));
        using var host = WebhookHost.ForLoopback(o => o.Url = server.Url);
        var result = await host.SendAsync();
        result.Kind.ShouldBe(DeliveryResultKind.Unknown);
        result.Reason!.ShouldContain("127.0.0.1");
    }

    [Fact]
    public async Task SendAsync_NoHttpAtAll_IsUnknown()
    {
        await using var server = new RawServer(static async (stream, stop) =>
        {
            await RawServer.ReadRequestAsync(stream, stop);
            await RawServer.WriteAsync(stream, "220 mail.acme.com ESMTP\r\n", stop);
        });
        using var host = WebhookHost.ForLoopback(o => o.Url = server.Url);
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Unknown);
    }

    [Fact]
    public async Task SendAsync_ConnectionRefused_IsRetried()
    {
        string url;
        await using (var receiver = await Receiver.StartAsync())
            url = receiver.Url;
        using var host = WebhookHost.ForLoopback(o => o.Url = url);
        var result = await host.SendAsync();
        result.Kind.ShouldBe(DeliveryResultKind.Retry);
        result.Reason!.ShouldContain("ConnectionRefused");
    }

    [Fact]
    public async Task SendAsync_TlsToAServerWithoutTls_IsRetried()
    {
        await using var server = new RawServer(static (stream, stop) => RawServer.WriteAsync(stream, "HTTP/1.1 400 Bad Request\r\n\r\n", stop));
        using var host = WebhookHost.ForLoopback(o => o.Url = server.Url.Replace("http:", "https:", StringComparison.Ordinal));
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Retry);
    }

    [Fact]
    public async Task SendAsync_CancelledWhileTheReceiverThinks_IsUnknown()
    {
        using var cancellation = new CancellationTokenSource();
        await using var receiver = await Receiver.StartAsync(async context =>
        {
            await cancellation.CancelAsync();
            var hungUp = new TaskCompletionSource();
            await using (context.RequestAborted.Register(hungUp.SetResult))
                await hungUp.Task;
        });
        using var host = WebhookHost.ForLoopback(o => o.Url = receiver.Url);
        (await host.Channel.SendAsync(Messages.Plain, cancellation.Token)).Kind.ShouldBe(DeliveryResultKind.Unknown);
    }

    [Fact]
    public async Task SendAsync_CancelledBeforeTheStart_IsRetried()
    {
        await using var receiver = await Receiver.StartAsync();
        using var host = WebhookHost.ForLoopback(o => o.Url = receiver.Url);
        (await host.Channel.SendAsync(Messages.Plain, new CancellationToken(canceled: true))).Kind.ShouldBe(DeliveryResultKind.Retry);
        receiver.Requests.ShouldBeEmpty();
    }
}
