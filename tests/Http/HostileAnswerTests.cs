using System.Net.Sockets;

namespace Notifications.Tests.Http;

/// <summary>Answers without end or measure: every channel over HTTP hangs up by itself, or when its attempt's time is over, and says what that means.</summary>
public abstract class HostileAnswerTests
{
    private static readonly string Chunk = "400\r\n" + new string('x', 1024) + "\r\n";

    /// <summary>The status by which the provider says that it has the message.</summary>
    protected abstract int Success { get; }

    /// <summary>What a success is whose body cannot be read.</summary>
    protected abstract DeliveryResultKind Unreadable { get; }

    private protected abstract GuardedChannel Open(string url);

    [Theory]
    [InlineData("X-Header: ")]
    [InlineData("")]
    public async Task Send_HeadersWithoutEnd_IsUnknown(string start)
    {
        await using var server = new RawServer(async (stream, stop) =>
        {
            await AnswerAsync(stream, start, stop);
            while (true)
                await RawServer.WriteAsync(stream, start.Length > 0 ? new string('x', 1024) : $"X-{Guid.NewGuid():N}: x\r\n", stop);
        });
        (await SendAsync(server)).ShouldBe(DeliveryResultKind.Unknown);
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n")]
    [InlineData("Content-Length: 1073741824\r\n\r\n")]
    [InlineData("\r\n")]
    public async Task Send_BodyWithoutEnd_IsHungUpOn(string headers)
    {
        await using var server = new RawServer(async (stream, stop) =>
        {
            await AnswerAsync(stream, headers, stop);
            while (true)
                await RawServer.WriteAsync(stream, Chunk, stop);
        });
        (await SendAsync(server)).ShouldBe(Unreadable);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public async Task Send_JsonNestedWithoutEnd_IsOnlyUnreadable(char bracket)
    {
        var json = bracket == '[' ? new string('[', 100_000) : string.Concat(Enumerable.Repeat("{\"a\":", 20_000));
        await using var server = new RawServer((stream, stop) => AnswerAsync(stream, $"Content-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}", stop));
        using var channel = Open(Url(server));
        (await channel.SendAsync()).Kind.ShouldBe(Unreadable);
    }

    [Theory]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n", true)]
    [InlineData("H", false)]
    public async Task Send_NothingButBeginnings_EndsWithTheAttempt(string sent, bool again)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var server = new RawServer(async (stream, stop) =>
        {
            await RawServer.ReadRequestAsync(stream, stop);
            for (var i = 0; i < (again ? 1_000 : 1); i++)
                await RawServer.WriteAsync(stream, sent, stop);
            await attempt.CancelAsync();
            await stream.ReadExactlyAsync(new byte[1], stop);
        });
        using var channel = Open(Url(server));
        (await channel.SendAsync(attempt.Token)).Kind.ShouldBe(DeliveryResultKind.Unknown);
        await server.ClientLeft.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Send_BodyThatStops_EndsWithTheAttempt()
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var server = new RawServer(async (stream, stop) =>
        {
            await AnswerAsync(stream, "Content-Length: 20\r\n\r\n{\"ok\"", stop);
            await attempt.CancelAsync();
            await stream.ReadExactlyAsync(new byte[1], stop);
        });
        using var channel = Open(Url(server));
        (await channel.SendAsync(attempt.Token)).Kind.ShouldBeOneOf(Unreadable, DeliveryResultKind.Unknown);
        await server.ClientLeft.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    private static string Url(RawServer server) => server.Url + "v2/path";

    private async Task AnswerAsync(NetworkStream stream, string rest, CancellationToken stop)
    {
        await RawServer.ReadRequestAsync(stream, stop);
        await RawServer.WriteAsync(stream, $"HTTP/1.1 {Success} X\r\n{rest}", stop);
    }

    /// <summary>Sends, and waits until the server has seen the client leave.</summary>
    private async Task<DeliveryResultKind> SendAsync(RawServer server)
    {
        using var channel = Open(Url(server));
        var result = await channel.SendAsync();
        await server.ClientLeft.Task.WaitAsync(TestContext.Current.CancellationToken);
        return result.Kind;
    }
}
