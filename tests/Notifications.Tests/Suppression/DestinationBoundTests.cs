using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Storage;
using Notifications.Testing;
using Notifications.Tracking;

namespace Notifications.Tests.Suppression;

/// <summary>What is remembered of one alert is bounded; whoever was told that it fires is told the end all the same.</summary>
public sealed class DestinationBoundTests : EngineTest
{
    private readonly StoreFaults _faults = new();

    [Theory, BothStores]
    public async Task Publish_MoreDestinationsThanTheBound_TheNewOnesAreNotToldAndTheFallbackIs(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure, restarts: false);
        for (var i = 0; i < 5; i++)
            await engine.PublishAsync(Alerts.Firing(id: $"e{i}") with { Subject = $"s{i}" });

        Destinations(engine).ShouldBe(["s0", "s1", "s2"]);
        (await engine.ExplainAsync("e4")).Decisions.ShouldContain(static d => d.Reason == DecisionReason.TooManyDestinations);
        engine.Internals.Context.Counters.Read(Counter.DestinationsFull).ShouldBe(4);
        engine.Internals.Context.Stripes.TrackedAlerts.ShouldBe(1);

        await engine.PublishAsync(Alerts.Resolved() with { Subject = "s0" });
        engine.Channel("pager").Deliveries.Where(static d => d.Status == NotificationStatus.Resolved).Select(static d => d.Destination).Order().ShouldBe(["s0", "s1", "s2"]);
    }

    [Theory, BothStores]
    public async Task Publish_TheFormerOnesKnowOfTheEnd_TheyGiveWay(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        for (var round = 0; round < 20; round++)
        {
            await engine.PublishAsync(Alerts.Firing() with { Subject = $"a{round}" });
            await engine.PublishAsync(Alerts.Firing() with { Subject = $"b{round}" });
            await engine.PublishAsync(Alerts.Resolved() with { Subject = $"a{round}" });
        }

        engine.Channel("pager").Deliveries.Count(static d => d.Status == NotificationStatus.Firing).ShouldBe(40);
        foreach (var told in engine.Channel("pager").Deliveries.GroupBy(static d => d.Destination))
            told.Select(static d => d.Status).ShouldBe([NotificationStatus.Firing, NotificationStatus.Resolved], told.Key);
    }

    [Fact]
    public async Task Publish_RoomWasMadeAndTheStoreRefuses_AllIsAsItWas()
    {
        ExpectsErrors = true;
        var engine = await StartAsync(StoreMode.RoundTrip, Configure, restarts: false, faults: _faults);
        foreach (var subject in (string[])["s0", "s1", "s2"])
            await engine.PublishAsync(Alerts.Firing() with { Subject = subject });
        await engine.PublishAsync(Alerts.Resolved() with { Subject = "s0" });

        _faults.Rule = static _ => CommitKind.Unavailable;
        (await engine.PublishAsync(Alerts.Firing() with { Subject = "new" })).IsAccepted.ShouldBeFalse();
        _faults.Rule = null;
        foreach (var subject in (string[])["s0", "s1", "s2"])
            await engine.PublishAsync(Alerts.Resolved() with { Subject = subject });

        engine.Channel("pager").Deliveries.Count.ShouldBe(6);
    }

    private static IEnumerable<string?> Destinations(EngineHarness engine) => engine.Channel("pager").Deliveries.Select(static d => d.Destination);

    private static void Configure(INotificationsBuilder n) => n
        .AddRecordingChannel("pager")
        .AddRule("r", static r => r.To("pager", static e => e.Subject).FallbackTo("pager", "everybody"))
        .ConfigureEngine(static e => e.MaxDestinationsPerAlert = 3);
}
