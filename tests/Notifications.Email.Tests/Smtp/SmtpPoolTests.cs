using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notifications.Email.Tests.Support;
using Notifications.Simulation;
using Notifications.Tests.Http;

namespace Notifications.Email.Tests.Smtp;

/// <summary>Connections are kept, bounded, and replaced when they are old or dead.</summary>
public sealed class SmtpPoolTests
{
    [Fact]
    public async Task Mails_OneAfterTheOther_TakeOneConnection()
    {
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port);
        for (var i = 0; i < 5; i++)
            (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        server.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Mails_ManyAtOnce_TakeNoMoreThanAllowed()
    {
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port, static o => o.MaxConnections = 2);
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => host.SendAsync(Messages.Plain with { IdempotencyKey = $"k{i}" }).AsTask())));
        results.ShouldAllBe(static r => r.Kind == DeliveryResultKind.Accepted);
        server.Connections.ShouldBeLessThanOrEqualTo(2);
        server.Messages.Count.ShouldBe(40);
    }

    [Theory]
    [InlineData("554 5.7.1 spam found", DeliveryResultKind.Rejected)]
    [InlineData("451 4.7.1 later", DeliveryResultKind.Retry)]
    public async Task Mail_BehindOneThatWasRefusedBehindTheDot_Arrives(string refusal, DeliveryResultKind kind)
    {
        // As Postfix does: the transaction stays until RSET.
        var (isOpen, refusals) = (false, 0);
        await using var server = new SinkServer
        {
            Reply = command => command.Split(' ', ':')[0] switch
            {
                "MAIL" when isOpen => "503 5.5.1 Error: nested MAIL command",
                "MAIL" => Open(true),
                "RSET" => Open(false),
                "." when refusals++ == 0 => refusal,
                "." => Open(false),
                _ => null,
            },
        };
        await using var host = EmailHost.For(server.Port);
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(kind);
        (await host.SendAsync(Messages.Plain with { IdempotencyKey = "next" })).Kind.ShouldBe(DeliveryResultKind.Accepted);
        server.Connections.ShouldBe(1);

        string? Open(bool value)
        {
            isOpen = value;
            return null;
        }
    }

    [Fact]
    public async Task Mail_OverAKeptConnectionThatIsOutOfStep_GoesOverANewOne()
    {
        var mails = 0;
        await using var server = new SinkServer { Reply = command => command.StartsWith("MAIL", StringComparison.Ordinal) && ++mails == 2 ? "503 5.5.1 Error: nested MAIL command" : null };
        await using var host = EmailHost.For(server.Port);
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        (await host.SendAsync(Messages.Plain with { IdempotencyKey = "next" })).Kind.ShouldBe(DeliveryResultKind.Accepted);
        server.Connections.ShouldBe(2);
        server.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Mail_OverANewConnectionThatIsOutOfStep_IsAConfigurationError()
    {
        await using var server = new SinkServer { Reply = static command => command.StartsWith("MAIL", StringComparison.Ordinal) ? "503 5.5.1 authenticate first" : null };
        await using var host = EmailHost.For(server.Port);
        (await host.SendAsync(Messages.Plain)).Rejection.ShouldBe(RejectionKind.Configuration);
        server.Connections.ShouldBe(1);
    }

    [Theory]
    [InlineData(1, "421 4.3.2 too many connections")]
    [InlineData(3, "421 4.3.2 too many connections")]
    [InlineData(2, "432 4.3.2 concurrent connections limit exceeded")]
    public async Task Server_TakesFewerConnectionsThanAllowed_EveryMailWaitsForOneOfThem(int limit, string refusal)
    {
        var live = 0;
        await using var server = new SinkServer(async session =>
        {
            if (Interlocked.Increment(ref live) > limit)
                await session.SayAsync(refusal);
            else
                await session.RunAsync();
            Interlocked.Decrement(ref live);
        });
        await using var host = EmailHost.For(server.Port, static o => o.MaxConnections = 6);

        // The first connection lives before the others are asked for.
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => host.SendAsync(Messages.Plain with { IdempotencyKey = $"k{i}" }).AsTask())));

        results.ShouldAllBe(static r => r.Kind == DeliveryResultKind.Accepted);
        server.Messages.Count.ShouldBe(61);
    }

    [Fact]
    public async Task Server_RefusesEveryConnectionForAWhile_HasAllOfThemAgainAtOnceWhenItIsBack()
    {
        var (refused, bothAreRefused, isBack) = (0, new TaskCompletionSource(), false);
        await using var server = new SinkServer(async session =>
        {
            if (isBack)
            {
                await session.RunAsync();
                return;
            }

            // Two are being opened at the same time: neither is one that the server has taken.
            if (Interlocked.Increment(ref refused) == 2)
                bothAreRefused.SetResult();
            await bothAreRefused.Task;
            await session.SayAsync("421 4.3.2 busy");
        });
        using var log = new LogRecorder();
        await using var host = EmailHost.For(server.Port, static o => o.MaxConnections = 4, services => services.AddLogging(l => l.AddProvider(log)));

        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() => host.SendAsync(Messages.Plain with { IdempotencyKey = $"k{i}" }).AsTask())));
        results.ShouldAllBe(static r => r.Kind == DeliveryResultKind.Retry);
        log.Lines.ShouldNotContain(static e => e.Contains("takes no further connection", StringComparison.Ordinal));
        isBack = true;
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
    }

    [Fact]
    public async Task Server_RefusesEveryConnection_IsARetryOfEachMail()
    {
        await using var server = new SinkServer(static async session => await session.SayAsync("421 4.3.2 going down"));
        await using var host = EmailHost.For(server.Port);

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => host.SendAsync(Messages.Plain with { IdempotencyKey = $"k{i}" }).AsTask())));

        results.ShouldAllBe(static r => r.Kind == DeliveryResultKind.Retry && r.Reason!.Contains("421"));
    }

    [Fact]
    public async Task Connection_AfterItsMails_IsClosedPolitely()
    {
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port, static o => o.MessagesPerConnection = 2);
        for (var i = 0; i < 4; i++)
            await host.SendAsync(Messages.Plain);
        server.Connections.ShouldBe(2);
        server.Commands.Count(static c => c == "QUIT").ShouldBe(2);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(400)]
    public async Task Connection_IdleOrOld_IsReplaced(int seconds)
    {
        var clock = new SimulatedClock(Messages.Time);
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port, static o => (o.ConnectionIdleTime, o.ConnectionLifetime) = (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)),
            services => services.AddSingleton<TimeProvider>(clock));
        for (var i = 0; i < 6; i++)
        {
            await host.SendAsync(Messages.Plain);
            clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        // Every 20 s it is used before it is idle for 30 s, and is 60 s old after three mails.
        server.Connections.ShouldBe(seconds == 20 ? 2 : 6);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("421 4.4.2 idle")]
    public async Task Connection_DeadMeanwhile_IsReplacedWithinTheAttempt(string end)
    {
        var mails = 0;
        await using var server = new SinkServer { Reply = command => command.StartsWith("MAIL", StringComparison.Ordinal) && ++mails == 2 ? end : null };
        await using var host = EmailHost.For(server.Port);
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        var result = await host.SendAsync(Messages.Plain);
        result.Kind.ShouldBe(DeliveryResultKind.Accepted, result.ToString());
        server.Connections.ShouldBe(2);
        server.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Caller_ThatGivesUpWhileWaiting_SentNothing()
    {
        await using var server = new SinkServer { Reply = static command => command == "." ? "hang" : null };
        await using var host = EmailHost.For(server.Port, static o => o.MaxConnections = 1);
        using var cancellation = new CancellationTokenSource();
        var first = host.Channel.SendAsync(Messages.Plain, cancellation.Token).AsTask();
        await server.Reached.Task;
        using var impatient = new CancellationTokenSource();
        var second = host.Channel.SendAsync(Messages.Plain, impatient.Token).AsTask();
        await impatient.CancelAsync();
        (await second).Kind.ShouldBe(DeliveryResultKind.Retry);
        await cancellation.CancelAsync();
        (await first).Kind.ShouldBe(DeliveryResultKind.Unknown);
        server.Messages.Count.ShouldBe(1);
    }
}
