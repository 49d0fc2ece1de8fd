using Notifications.PagerDuty.Tests.Support;

namespace Notifications.PagerDuty.Tests;

/// <summary>Servers that answer too much, too little, or something else.</summary>
public sealed class PagerDutyHostileServerTests
{
    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"status":17}""")]
    [InlineData("""{"dedup_key":"x"}""")]
    public async Task SendAsync_TakenWithAStrangeAnswer_IsDelivered(string answer)
    {
        await using var fake = await FakePagerDuty.StartAsync();
        fake.Faults.Enqueue(new(202, Body: answer));
        using var host = new PagerDutyHost(fake.Url);
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Delivered);
    }

    [Theory]
    [InlineData(202)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task SendAsync_EndlessAnswer_IsHungUpOn(int status)
    {
        await using var server = new RawServer(async (stream, stop) =>
        {
            await RawServer.ReadRequestAsync(stream, stop);
            await RawServer.WriteAsync(stream, $"HTTP/1.1 {status} X\r\nTransfer-Encoding: chunked\r\n\r\n", stop);
            while (true)
                await RawServer.WriteAsync(stream, "400\r\n" + new string('x', 1024) + "\r\n", stop);
        });
        using var host = new PagerDutyHost(server.Url + "v2/enqueue");
        var result = await host.SendAsync();
        result.Kind.ShouldBe(status switch { 202 => DeliveryResultKind.Delivered, 400 => DeliveryResultKind.Rejected, _ => DeliveryResultKind.Retry });
        await server.ClientLeft.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task SendAsync_TakenAndThenCut_IsDelivered()
    {
        await using var server = new RawServer(static async (stream, stop) =>
        {
            await RawServer.ReadRequestAsync(stream, stop);
            await RawServer.WriteAsync(stream, "HTTP/1.1 202 Accepted\r\nContent-Length: 500\r\n\r\n{\"sta", stop);
        });
        using var host = new PagerDutyHost(server.Url + "v2/enqueue");
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Delivered);
    }

    [Fact]
    public async Task SendAsync_NoHttpAtAll_IsUnknown()
    {
        await using var server = new RawServer(static async (stream, stop) =>
        {
            await RawServer.ReadRequestAsync(stream, stop);
            await RawServer.WriteAsync(stream, "220 mail.acme.com ESMTP\r\n", stop);
        });
        using var host = new PagerDutyHost(server.Url + "v2/enqueue");
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Unknown);
    }

    [Fact]
    public async Task SendAsync_ConnectionRefused_IsRetried()
    {
        string url;
        await using (var fake = await FakePagerDuty.StartAsync())
            url = fake.Url;
        using var host = new PagerDutyHost(url);
        var result = await host.SendAsync();
        result.Kind.ShouldBe(DeliveryResultKind.Retry);
        result.Reason!.ShouldContain("ConnectionRefused");
    }

    [Fact]
    public async Task SendAsync_Redirect_IsNotFollowed()
    {
        await using var other = await FakePagerDuty.StartAsync();
        await using var server = new RawServer(async (stream, stop) =>
        {
            await RawServer.ReadRequestAsync(stream, stop);
            await RawServer.WriteAsync(stream, $"HTTP/1.1 307 X\r\nLocation: {other.Url}\r\nContent-Length: 0\r\n\r\n", stop);
        });
        using var host = new PagerDutyHost(server.Url + "v2/enqueue");
        (await host.SendAsync()).Rejection.ShouldBe(RejectionKind.Configuration);
        other.Requests.ShouldBeEmpty();
    }
}
