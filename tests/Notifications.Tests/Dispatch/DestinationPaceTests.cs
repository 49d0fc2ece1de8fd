using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Dispatch;

/// <summary>A provider that takes one message a second for each destination.</summary>
public sealed class DestinationPaceTests : EngineTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Send_ManyToOneDestination_KeepTheIntervalAndTheOrder()
    {
        var engine = await StartAsync();
        for (var i = 0; i < 5; i++)
            await Send(engine, "a", $"{i}");
        await Send(engine, "b", "other");

        Subjects(engine).ShouldBe(["0", "other"]);
        for (var i = 1; i < 5; i++)
        {
            await engine.AdvanceAsync(Second - TimeSpan.FromMilliseconds(1));
            Subjects(engine).Count.ShouldBe(i + 1);
            await engine.AdvanceAsync(TimeSpan.FromMilliseconds(1));
            Subjects(engine)[^1].ShouldBe($"{i}");
        }

        engine.Channel("chat").Attempts.ShouldAllBe(static a => a.Message.Attempt == 1);
        engine.Statistics.Channels.Single(static c => c.Name == "chat").Queued.ShouldBe(0);
    }

    [Fact]
    public async Task Send_HigherLane_GoesBeforeWhoWaits()
    {
        var engine = await StartAsync();
        for (var i = 0; i < 10; i++)
            await Send(engine, "a", $"{i}", Priority.Low);
        await Send(engine, "a", "urgent", Priority.Critical);

        await engine.AdvanceAsync(Second);

        Subjects(engine).ShouldBe(["0", "urgent"]);
        await engine.AdvanceAsync(Second * 10);
        Subjects(engine).Count.ShouldBe(11);
    }

    [Fact]
    public async Task Send_AfterAPause_NeedsNoWait()
    {
        var engine = await StartAsync();
        await Send(engine, "a", "1");
        await engine.AdvanceAsync(Second);
        await Send(engine, "a", "2");

        Subjects(engine).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Throttled_PausesItsDestinationOnly()
    {
        var engine = await StartAsync();
        engine.Channel("chat").FailTimes(1, DeliveryResult.Throttled(Second * 30));
        await Send(engine, "a", "1");
        await Send(engine, "a", "2");
        await Send(engine, "b", "other");

        Subjects(engine).ShouldBe(["other"]);
        await engine.AdvanceAsync(Second * 29);
        Subjects(engine).Count.ShouldBe(1);
        await engine.AdvanceAsync(Second * 2);
        Subjects(engine).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Cancel_WhoWaits_GivesTheTurnToTheNext()
    {
        var engine = await StartAsync();
        await Send(engine, "a", "1");
        var cancelled = await Send(engine, "a", "2");
        await Send(engine, "a", "3");
        var last = await Send(engine, "a", "4");
        await engine.CancelAsync(cancelled);
        await engine.CancelAsync(last);

        await engine.AdvanceAsync(Second);

        Subjects(engine).ShouldBe(["1", "3"]);
        await engine.AdvanceAsync(Second * 5);
        await Send(engine, "a", "5");
        Subjects(engine).ShouldBe(["1", "3", "5"]);
        engine.Statistics.Channels.Single(static c => c.Name == "chat").Queued.ShouldBe(0);
    }

    [Fact]
    public async Task Send_WithARateToo_KeepsBoth()
    {
        var engine = await StartAsync(static o => o.Rate = new() { Count = 1, Window = TimeSpan.FromSeconds(3) });
        foreach (var destination in new[] { "a", "a", "b" })
            await Send(engine, destination, destination);

        await engine.AdvanceAsync(Second * 2);
        Subjects(engine).Count.ShouldBe(1);
        await engine.AdvanceAsync(Second * 4);
        Subjects(engine).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Send_FailedAttempts_CountToo()
    {
        var engine = await StartAsync(static o => o.BaseDelay = TimeSpan.FromMilliseconds(1));
        engine.Channel("chat").FailTimes(2);
        await Send(engine, "a", "1");
        await engine.AdvanceAsync(Second * 5);

        var times = engine.Channel("chat").Attempts.Select(static a => a.StartedAt).ToList();
        times.Count.ShouldBe(3);
        (times[1] - times[0]).ShouldBeGreaterThanOrEqualTo(Second);
        (times[2] - times[1]).ShouldBeGreaterThanOrEqualTo(Second);
    }

    [Fact]
    public async Task Send_ThousandDestinations_NoneWaitsForAnother()
    {
        var engine = await StartAsync();
        for (var i = 0; i < 1_000; i++)
            await Send(engine, $"d{i % 500}", "x");

        Subjects(engine).Count.ShouldBe(500);
        await engine.AdvanceAsync(Second);
        Subjects(engine).Count.ShouldBe(1_000);
    }

    [Fact]
    public async Task Send_ManyOfAllKinds_ComeToTheirEndAtThePace()
    {
        var engine = await StartAsync(static o => o.BaseDelay = TimeSpan.FromMilliseconds(300));
        var random = new Random(11);
        engine.Channel("chat").RespondWith(_ => random.Next(6) switch
        {
            0 => DeliveryResult.Retry("busy"),
            1 => DeliveryResult.Throttled(TimeSpan.FromMilliseconds(random.Next(5_000))),
            _ => DeliveryResult.Delivered(),
        });
        for (var i = 0; i < 400; i++)
        {
            var id = await Send(engine, $"d{random.Next(7)}", $"{i}", (Priority)random.Next(4));
            if (random.Next(5) == 0)
                await engine.CancelAsync(id);
            if (random.Next(3) == 0)
                await engine.AdvanceAsync(TimeSpan.FromMilliseconds(random.Next(900)));
        }

        await engine.AdvanceAsync(TimeSpan.FromMinutes(20));

        engine.Statistics.Channels.Single(static c => c.Name == "chat").Queued.ShouldBe(0);
        engine.Statistics.Delivered.ShouldBe(engine.Channel("chat").Deliveries.Count);
        foreach (var destination in engine.Channel("chat").Attempts.GroupBy(static a => a.Message.Destination))
        {
            var times = destination.Select(static a => a.StartedAt).ToList();
            for (var i = 1; i < times.Count; i++)
                (times[i] - times[i - 1]).ShouldBeGreaterThanOrEqualTo(Second);
        }
    }

    private ValueTask<EngineHarness> StartAsync(Action<Notifications.Configuration.ChannelOptions>? configure = null) => StartAsync(
        StoreMode.Memory, n => n.AddRecordingChannel("chat", new ChannelTraits { DestinationInterval = Second }).ConfigureChannel("chat", o => configure?.Invoke(o)));

    private static async Task<string> Send(EngineHarness engine, string destination, string subject, Priority priority = Priority.Normal) => (await engine.SendAsync(
        new NotificationRequest { Recipients = [Recipient.Address(destination)], Channels = ["chat"], Subject = subject, Priority = priority })).RequestId;

    private static List<string> Subjects(EngineHarness engine) => [.. engine.Channel("chat").Deliveries.Select(static m => m.Content.Subject)];
}
