using Microsoft.Extensions.DependencyInjection;
using Notifications.Email.Tests.Support;
using Notifications.Simulation;

namespace Notifications.Email.Tests.Smtp;

/// <summary>Servers that do what no honest one does.</summary>
public sealed class SmtpHostileServerTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Server_ThatAnswersByteByByte_GetsTheMail()
    {
        await using var server = new SinkServer(static async session =>
        {
            await Slowly(session, "220-hello\r\n220 sink\r\n");
            while (await session.ReadLineAsync() is { } line)
                await Slowly(session, line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-sink\r\n250 8BITMIME\r\n" : line == "DATA" ? "354 go\r\n" : line is "." || line.Contains(':') && line.EndsWith('>') ? "250 2.0.0 ok\r\n" : string.Empty);
        });
        await using var host = EmailHost.For(server.Port);
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
    }

    [Theory]
    [InlineData("220 ")]
    [InlineData("220-again\r\n")]
    [InlineData("garbage\r\n")]
    [InlineData("\r\n")]
    [InlineData("999 what\r\n")]
    [InlineData("220-one\r\n250 two\r\n")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public async Task Server_ThatTalksEndlesslyOrNonsense_IsLeft(string text)
    {
        await using var server = new SinkServer(async session =>
        {
            for (var i = 0; i < 100_000; i++)
                await session.WriteAsync(text);
        });
        await using var host = EmailHost.For(server.Port);
        var result = await host.SendAsync(Messages.Plain).AsTask().WaitAsync(Guard);
        result.Kind.ShouldBe(DeliveryResultKind.Retry, result.ToString());
    }

    [Fact]
    public async Task Server_ThatHangsAfterTheLastDot_LeavesItUnknown()
    {
        await using var server = new SinkServer { Reply = static command => command == "." ? "hang" : null };
        await using var host = EmailHost.For(server.Port, static o => o.CompletionTimeout = TimeSpan.FromMilliseconds(100));
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Unknown);
    }

    [Theory]
    [InlineData("greeting")]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("DATA")]
    public async Task Server_ThatHangsBefore_IsRetried(string step)
    {
        await using var server = new SinkServer { Reply = command => command.StartsWith(step, StringComparison.Ordinal) ? "hang" : null };
        await using var host = EmailHost.For(server.Port, static o => o.ConnectTimeout = o.CommandTimeout = TimeSpan.FromMilliseconds(200));
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Retry);
    }

    [Theory]
    [InlineData("greeting", DeliveryResultKind.Retry)]
    [InlineData("EHLO", DeliveryResultKind.Retry)]
    [InlineData("MAIL", DeliveryResultKind.Retry)]
    [InlineData("DATA", DeliveryResultKind.Retry)]
    [InlineData(".", DeliveryResultKind.Unknown)]
    public async Task Server_ThatCutsTheConnection_IsRetriedOrUnknown(string step, DeliveryResultKind kind)
    {
        await using var server = new SinkServer { Reply = command => command.StartsWith(step, StringComparison.Ordinal) ? "cut" : null };
        await using var host = EmailHost.For(server.Port);
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task Server_ThatCutsInTheMiddleOfTheMail_IsRetried()
    {
        await using var server = new SinkServer(static async session =>
        {
            await session.SayAsync("220 sink");
            while (await session.ReadLineAsync() is { } line && !line.StartsWith("Subject", StringComparison.Ordinal))
                await session.SayAsync(line.StartsWith("DATA", StringComparison.Ordinal) ? "354 go" : "250 ok");
        });
        await using var host = EmailHost.For(server.Port, null, static services => services.AddSingleton<IAttachmentSource>(new PatternSource()));
        var message = Messages.With(static c => c with { Attachments = [new() { Name = "big.bin", Reference = "20000000" }] });
        (await host.SendAsync(message)).Kind.ShouldBe(DeliveryResultKind.Retry);
    }

    [Fact]
    public async Task Server_ThatIsNotThere_IsRetried()
    {
        var server = new SinkServer();
        var port = server.Port;
        await server.DisposeAsync();
        await using var host = EmailHost.For(port);
        var result = await host.SendAsync(Messages.Plain);
        result.Kind.ShouldBe(DeliveryResultKind.Retry);
        result.Reason!.ShouldContain("ConnectionRefused");
    }

    [Theory]
    [InlineData("354 go on\r\n250 2.0.0 early")]
    [InlineData("354 go on\r\n250 2.0.0 early\r\n250 2.0.0 twice")]
    [InlineData("354 go on\r\n354 go on")]
    public async Task Server_ThatTakesTheMailBeforeItHasIt_IsNotBelieved(string answer)
    {
        await using var server = new SinkServer { Reply = command => command == "DATA" ? answer : command == "." ? "554 5.7.1 no" : null };
        await using var host = EmailHost.For(server.Port);
        var result = await host.SendAsync(Messages.Plain);
        result.Kind.ShouldBe(DeliveryResultKind.Retry, result.ToString());
        result.Reason!.ShouldContain("before the end of the message");
    }

    [Fact]
    public async Task Server_ThatIsAheadByAnswers_IsNotBelieved()
    {
        await using var server = new SinkServer
        {
            Reply = static command => command.StartsWith("EHLO", StringComparison.Ordinal) ? "250-sink\r\n250 PIPELINING\r\n250 ok\r\n250 ok\r\n354 go\r\n250 thanks" : null,
        };
        await using var host = EmailHost.For(server.Port);
        var result = await host.SendAsync(Messages.Plain);
        result.Kind.ShouldBe(DeliveryResultKind.Retry, result.ToString());
        server.Commands.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Server_ThatTakesItsTimeForEachAnswer_GetsTheMail()
    {
        // Each answer takes two thirds of what one may take, all together many times that.
        var clock = new SimulatedClock(Messages.Time);
        await using var server = new SinkServer
        {
            Capabilities = [],
            Reply = command =>
            {
                if (command.StartsWith("MAIL", StringComparison.Ordinal) || command.StartsWith("RCPT", StringComparison.Ordinal))
                    clock.Advance(TimeSpan.FromSeconds(20));
                return null;
            },
        };
        await using var host = EmailHost.For(server.Port, null, s => s.AddSingleton<TimeProvider>(clock));
        var result = await host.SendAsync(Messages.Plain with { Destination = "a@example.test, b@example.test, c@example.test, d@example.test" });
        result.Kind.ShouldBe(DeliveryResultKind.Accepted, result.ToString());
    }

    private static async Task Slowly(SinkSession session, string text)
    {
        foreach (var c in text)
        {
            await session.WriteAsync(c.ToString());
            await Task.Yield();
        }
    }
}
