using Microsoft.Extensions.DependencyInjection;
using Notifications.Email.Smtp;
using Notifications.Email.Tests.Support;
using Notifications.Simulation;

namespace Notifications.Email.Tests.Smtp;

/// <summary>The wait for a connection has a time of its own: no mail begins that has too little left.</summary>
public sealed class PoolWaitTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(128, 30)]
    [InlineData(158, 60)]
    [InlineData(98, 24.5)]
    [InlineData(10, 2.5)]
    [InlineData(0, 0)]
    [InlineData(-5, 0)]
    [InlineData(100_000, 600)]
    public void Longest_TimeLeft_LeavesTheMailItsOwn(double left, double wait) =>
        PoolWaitRule.Longest(new EmailOptions(), TimeSpan.FromSeconds(left)).ShouldBe(TimeSpan.FromSeconds(wait));

    [Fact]
    public void Attempt_Defaults_AreTheWaitAndTheMail() => PoolWaitRule.Attempt(new EmailOptions()).ShouldBe(TimeSpan.FromSeconds(30 + 8 + 30 + 60));

    [Fact]
    public async Task Send_AllConnectionsBusy_GivesWayWithoutAFailureAndSendsNothing()
    {
        var clock = new SimulatedClock(Messages.Time);
        await using var server = new SinkServer { Reply = static command => command == "." ? "hang" : null };
        await using var host = EmailHost.For(server.Port, static o => o.MaxConnections = 1, services => services.AddSingleton<TimeProvider>(clock));
        var first = host.SendAsync(Messages.Plain).AsTask();
        await server.Reached.Task.WaitAsync(Guard, TestContext.Current.CancellationToken);

        var second = host.SendAsync(Messages.Plain with { IdempotencyKey = "second", Deadline = clock.GetUtcNow() + TimeSpan.FromSeconds(128) }).AsTask();
        clock.Advance(TimeSpan.FromSeconds(29));
        second.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        var result = await second.WaitAsync(Guard, TestContext.Current.CancellationToken);
        result.Kind.ShouldBe(DeliveryResultKind.Throttled, result.ToString());
        result.Reason!.ShouldContain("MaxConnections");
        server.Connections.ShouldBe(1);
        server.Messages.Count.ShouldBe(1);

        // The server works for the first one's whole time.
        clock.Advance(TimeSpan.FromSeconds(30));
        (await first.WaitAsync(Guard, TestContext.Current.CancellationToken)).Kind.ShouldBe(DeliveryResultKind.Unknown);
    }

    [Fact]
    public async Task Send_EndedByTheCaller_SaysSo()
    {
        await using var server = new SinkServer { Reply = static command => command == "." ? "hang" : null };
        await using var host = EmailHost.For(server.Port);
        using var cancellation = new CancellationTokenSource();
        var sending = host.Channel.SendAsync(Messages.Plain, cancellation.Token).AsTask();
        await server.Reached.Task.WaitAsync(Guard, TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();

        var result = await sending.WaitAsync(Guard, TestContext.Current.CancellationToken);
        result.Kind.ShouldBe(DeliveryResultKind.Unknown);
        result.Reason!.ShouldContain("the host stops or the time of the attempt was over");
    }
}
