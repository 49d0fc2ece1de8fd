using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Publishing;

public sealed class IncidentPublisherTests : EngineTest
{
    private sealed record Outage(string Id, IncidentState State, int Version, string Title = "API down");

    [Theory, BothStores]
    public async Task PublishAsync_SixStates_AreToldInOrderUnderOneKey(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Register(n).AddRecordingChannel("pager").AddRule("all", r => r.OnEvent("incident.*").To("pager")));

        var version = 0;
        foreach (var state in Enum.GetValues<IncidentState>())
        {
            (await PublishAsync(engine, new Outage("4711", state, ++version))).Kind.ShouldBe(PublishKind.Accepted);
            await engine.WaitForIdleAsync();
        }

        // The end is told once: that the incident is closed too adds nothing to it.
        var told = engine.Channel("pager").Deliveries;
        told.Select(static m => m.Event.Type).ShouldBe(["incident.detected", "incident.triaged", "incident.investigating", "incident.remediating", "incident.resolved"]);
        told.ShouldAllBe(static m => m.CorrelationKey == "4711" && m.Content.Subject.Contains("API down"));
    }

    [Theory, BothStores]
    public async Task PublishAsync_ClosedAtOnce_IsToldAsTheEnd(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Register(n).AddRecordingChannel("pager").AddRule("all", r => r.OnEvent("incident.*").To("pager")));
        await PublishAsync(engine, new Outage("4711", IncidentState.Detected, 1));
        await engine.WaitForIdleAsync();
        await PublishAsync(engine, new Outage("4711", IncidentState.Closed, 2));
        await engine.WaitForIdleAsync();
        engine.Channel("pager").Deliveries.Select(static m => m.Status).ShouldBe([NotificationStatus.Firing, NotificationStatus.Resolved]);
    }

    [Theory, BothStores]
    public async Task PublishAsync_SameVersion_IsADuplicate(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Register(n).AddRecordingChannel("pager").AddRule("all", r => r.To("pager")), restarts: false);
        var first = await PublishAsync(engine, new Outage("4711", IncidentState.Detected, 1));
        var again = await PublishAsync(engine, new Outage("4711", IncidentState.Detected, 1));
        (again.Kind, again.EventId).ShouldBe((PublishKind.Duplicate, first.EventId));
        (await PublishAsync(engine, new Outage("4711", IncidentState.Detected, 1, "Other"))).Error!.Code.ShouldBe(NotificationErrorCode.IdempotencyConflict);
        await engine.WaitForIdleAsync();
        engine.Channel("pager").ShouldHaveDelivered(1);
    }

    [Fact]
    public async Task PublishAsync_NoChannels_IsUnrouted()
    {
        var engine = await StartAsync(StoreMode.Memory, n => Register(n));
        (await PublishAsync(engine, new Outage("4711", IncidentState.Detected, 1))).Kind.ShouldBe(PublishKind.Unrouted);
    }

    [Fact]
    public async Task PublishAsync_MappingThrows_IsRefusedAndLogged()
    {
        ExpectsErrors = true;
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddIncidents<Outage>(static _ => throw new FormatException("secret")));
        var result = await PublishAsync(engine, new Outage("4711", IncidentState.Detected, 1));
        (result.Kind, result.Error!.Code).ShouldBe((PublishKind.Refused, NotificationErrorCode.Internal));
        result.Error.Message.ShouldBe("The mapping of Outage given to AddIncidents threw FormatException: correct it; the log has the error.");
        engine.Errors.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("", NotificationErrorCode.InvalidAttribute)]
    [InlineData("a\nb", NotificationErrorCode.InvalidAttribute)]
    public async Task PublishAsync_BadId_IsRefused(string id, NotificationErrorCode expected)
    {
        var engine = await StartAsync(StoreMode.Memory, n => Register(n));
        (await PublishAsync(engine, new Outage(id, IncidentState.Detected, 1))).Error!.Code.ShouldBe(expected);
    }

    [Fact]
    public async Task PublishAsync_HostIsNotRunning_IsRefused()
    {
        await using var services = new ServiceCollection().AddNotifications(static n => Register(n)).BuildServiceProvider();
        var result = await services.GetRequiredService<IIncidentPublisher<Outage>>()
            .PublishAsync(new Outage("4711", IncidentState.Detected, 1), TestContext.Current.CancellationToken);
        result.Error!.Code.ShouldBe(NotificationErrorCode.NotRunning);
    }

    [Fact]
    public async Task PublishIncidentAsync_Update_IsPublished()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("pager").AddRule("all", static r => r.To("pager")));
        await engine.Publisher.PublishIncidentAsync(new IncidentUpdate { Id = "4711", State = IncidentState.Triaged }, TestContext.Current.CancellationToken);
        await engine.WaitForIdleAsync();
        engine.Channel("pager").Deliveries.ShouldHaveSingleItem().Event.Type.ShouldBe("incident.triaged");
        (await engine.Publisher.PublishIncidentAsync(new IncidentUpdate { Id = " ", State = IncidentState.Triaged }, TestContext.Current.CancellationToken))
            .Error!.Message.ShouldStartWith("The incident's Id is empty");
    }

    private static INotificationsBuilder Register(INotificationsBuilder n) => n.AddIncidents<Outage>(static o => new IncidentUpdate
    {
        Id = o.Id,
        State = o.State,
        Severity = Severity.Critical,
        Version = o.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Title = o.Title,
    });

    private static ValueTask<PublishResult> PublishAsync(EngineHarness engine, Outage outage) =>
        engine.Services.GetRequiredService<IIncidentPublisher<Outage>>().PublishAsync(outage, TestContext.Current.CancellationToken);
}
