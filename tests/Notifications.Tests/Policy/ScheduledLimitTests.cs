using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Policy;

/// <summary>What is scheduled is charged when it is due, also where it has to keep its place among others about the same thing.</summary>
public sealed class ScheduledLimitTests : EngineTest
{
    private static readonly DateTimeOffset At = EngineHarness.DefaultStart.AddHours(3);

    [Theory, BothStores]
    public async Task Due_OverTheLimit_WaitsUntilItIsFree(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => Mail(n).AddLimit("l", static l => l.Allow(1, TimeSpan.FromMinutes(1)).Per(LimitScope.Channel)));
        await SendAsync(engine, "a", "b", "c");

        await engine.AdvanceToAsync(At);
        engine.Channel("mail").ShouldHaveDelivered(1);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        engine.Channel("mail").ShouldHaveDelivered(2);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("mail").ShouldHaveDelivered(3);
        engine.Statistics.Pending.ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task Due_OverTheLimitAboutOneThing_KeepsTheOrder(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => Mail(n).AddLimit("l", static l => l.Allow(1, TimeSpan.FromMinutes(1)).Per(LimitScope.Channel)));
        foreach (var body in (string[])["1", "2", "3"])
            (await engine.SendAsync(Request("same") with { Body = body })).IsAccepted.ShouldBeTrue();

        await engine.AdvanceToAsync(At.AddMinutes(2) - TimeSpan.FromSeconds(1));
        engine.Channel("mail").ShouldHaveDelivered(2);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));

        engine.Channel("mail").ShouldHaveDelivered(3).Select(static m => m.Content.Text).ShouldBe(["1", "2", "3"]);
    }

    [Theory, BothStores]
    public async Task Due_LimitDrops_IsCountedAndTheThingForgotten(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => Mail(n).AddLimit("l", static l => l.Allow(1, TimeSpan.FromMinutes(1)).Per(LimitScope.Channel).Drop()), restarts: false);
        await SendAsync(engine, "a", "b", "c");

        await engine.AdvanceToAsync(At);

        engine.Channel("mail").ShouldHaveDelivered(1);
        engine.Statistics.Dropped.ShouldBe(2);
        engine.AssertAccounting();
        await engine.AdvanceAsync(TimeSpan.FromHours(3));
        engine.Internals.Context.Stripes.TrackedAlerts.ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Due_StoreRefuses_ComesAgainAndIsChargedOnce(bool drops)
    {
        var faults = new StoreFaults();
        ExpectsErrors = true;
        var engine = await StartAsync(StoreMode.RoundTrip, n => Mail(n).AddLimit("l", l => _ = drops ? l.Allow(1, TimeSpan.FromMinutes(1)).Drop() : l.Allow(1, TimeSpan.FromMinutes(1))), restarts: false, faults: faults);
        await SendAsync(engine, "a", "b");

        faults.Rule = static _ => CommitKind.Unavailable;
        await engine.AdvanceToAsync(At);
        engine.Channel("mail").ShouldHaveNothing();
        faults.Rule = null;
        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));

        engine.Channel("mail").ShouldHaveDelivered(1);
        engine.Statistics.Dropped.ShouldBe(drops ? 1 : 0);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        engine.Channel("mail").ShouldHaveDelivered(drops ? 1 : 2);
    }

    private static async Task SendAsync(EngineHarness engine, params string[] keys)
    {
        foreach (var key in keys)
            (await engine.SendAsync(Request(key))).IsAccepted.ShouldBeTrue();
    }

    private static NotificationRequest Request(string key) => new() { Channels = ["mail"], Recipients = [Recipient.Address("x")], Body = "hello", CorrelationKey = key, SendAt = At };

    private static INotificationsBuilder Mail(INotificationsBuilder n) => n.AddRecordingChannel("mail");
}
