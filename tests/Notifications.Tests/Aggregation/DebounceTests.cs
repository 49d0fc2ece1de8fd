using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Aggregation;

public sealed class DebounceTests : EngineTest
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Cooldown = TimeSpan.FromHours(1);

    [Theory, BothStores]
    public async Task Publish_FirstOfItsKind_PassesAtOnce(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);

        await engine.PublishAsync(Alerts.Firing(id: "e1"));

        engine.Channel("pager").ShouldHaveDeliveredOnce().Aggregate.ShouldBeNull();
        (await engine.ExplainAsync("e1")).Deliveries[0].Reasons.ShouldContain(DecisionReason.DebounceFirst);
    }

    [Theory, BothStores]
    public async Task WindowEnd_OthersJoined_SendsOneAggregateWithCountAndSamples(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await engine.PublishAsync(Alerts.Firing());
        await engine.AdvanceAsync(TimeSpan.FromSeconds(5));
        await engine.PublishAsync(Alerts.Firing(id: "e2"));
        await engine.AdvanceAsync(TimeSpan.FromSeconds(5));
        await engine.PublishAsync(Alerts.Firing(id: "e3"));
        engine.Channel("pager").ShouldHaveDelivered(1);
        engine.Statistics.PendingMatches.ShouldBe(2);

        await engine.AdvanceToAsync(EngineHarness.DefaultStart + Window);

        var aggregate = engine.Channel("pager").ShouldHaveDelivered(2)[1].Aggregate.ShouldNotBeNull();
        aggregate.Count.ShouldBe(2);
        aggregate.First.ShouldBe(EngineHarness.DefaultStart.AddSeconds(5));
        aggregate.Last.ShouldBe(EngineHarness.DefaultStart.AddSeconds(10));
        aggregate.Samples.Select(s => s.Id).ShouldBe(["e2", "e3"]);
        engine.Channel("pager").Attempts[1].StartedAt.ShouldBe(EngineHarness.DefaultStart + Window);
        (await engine.ExplainAsync("e2")).Decisions.ShouldContain(d => d.Reason == DecisionReason.DebounceJoined);
        engine.Statistics.PendingMatches.ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task Publish_Sixth_SendsTheAggregateAtOnce(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);

        await Publish(engine, 6);

        engine.Channel("pager").ShouldHaveDelivered(2)[1].Aggregate!.Count.ShouldBe(5);
    }

    [Theory, BothStores]
    public async Task Cooldown_MoreCome_AreCountedAndSummarisedAtItsEnd(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await Publish(engine, 6);

        await Publish(engine, 7);
        await engine.AdvanceAsync(Cooldown - TimeSpan.FromSeconds(1));
        engine.Channel("pager").ShouldHaveDelivered(2);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));

        var aggregate = engine.Channel("pager").ShouldHaveDelivered(3)[2].Aggregate!;
        aggregate.Count.ShouldBe(7);
        aggregate.Samples.Count.ShouldBe(5);
    }

    [Theory, BothStores]
    public async Task WindowEnd_NothingJoined_StartsNoCooldown(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await Publish(engine, 1);

        await engine.AdvanceAsync(Window);
        await Publish(engine, 1);

        engine.Channel("pager").ShouldHaveDelivered(2);
        engine.Statistics.Merged.ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task CooldownEnd_NothingHeld_EndsTheEpisode(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await Publish(engine, 6);

        await engine.AdvanceAsync(Cooldown);
        await Publish(engine, 1);

        engine.Channel("pager").ShouldHaveDelivered(3)[2].Aggregate.ShouldBeNull();
    }

    [Theory, BothStores]
    public async Task Publish_SeverityRisesInTheCooldown_GoesOutAtOnceWithWhatWasHeld(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await Publish(engine, 6);
        await Publish(engine, 3);

        await engine.PublishAsync(Alerts.Firing(severity: Severity.Critical));

        var message = engine.Channel("pager").ShouldHaveDelivered(3)[2];
        message.Aggregate!.Count.ShouldBe(4);
        message.Event.Severity.ShouldBe(Severity.Critical);
        await engine.PublishAsync(Alerts.Firing(severity: Severity.Critical));
        engine.Channel("pager").ShouldHaveDelivered(3);
    }

    [Theory, BothStores]
    public async Task Publish_StatusChanges_PassesAtOnce(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await Publish(engine, 3);

        await engine.PublishAsync(Alerts.Acknowledged());

        engine.Channel("pager").ShouldHaveTold(NotificationStatus.Firing, NotificationStatus.Acknowledged);
        engine.Channel("pager").Deliveries[1].Aggregate!.Count.ShouldBe(3);
    }

    [Theory, BothStores]
    public async Task Publish_Resolved_EndsTheEpisodeAndCarriesTheCount(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await Publish(engine, 3);

        await engine.PublishAsync(Alerts.Resolved());
        await engine.AdvanceAsync(Cooldown);

        engine.Channel("pager").ShouldHaveTold(NotificationStatus.Firing, NotificationStatus.Resolved);
        engine.Channel("pager").Deliveries[1].Aggregate!.Count.ShouldBe(3);
    }

    [Theory, BothStores]
    public async Task Publish_OtherLabelsOrSubjectOrTenant_IsAnotherKey(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);

        await engine.PublishAsync(Alerts.Firing("disk"));
        await engine.PublishAsync(Alerts.Firing("cpu"));
        await engine.PublishAsync(Alerts.Firing("cpu") with { TenantId = "acme" });
        await engine.PublishAsync(Alerts.Message("order 1"));
        await engine.PublishAsync(Alerts.Message("order 2"));

        engine.Channel("pager").ShouldHaveDelivered(5);
    }

    [Theory, BothStores]
    public async Task Publish_CorrelationKey_OverridesTheLabels(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);

        await engine.PublishAsync(Alerts.Firing("disk") with { CorrelationKey = "k" });
        await engine.PublishAsync(Alerts.Firing("cpu") with { CorrelationKey = "k" });

        engine.Channel("pager").ShouldHaveDelivered(1);
    }

    private static void Configure(INotificationsBuilder n) =>
        n.AddRecordingChannel("pager").AddRule("r", r => r.OnEvent("**").Debounce(Window, threshold: 6, Cooldown).To("pager"));

    private static async Task Publish(EngineHarness engine, int count)
    {
        for (var i = 0; i < count; i++)
            await engine.PublishAsync(Alerts.Firing());
    }

    [Theory, BothStores]
    public async Task Window_MessagesNameTheirRecipients_NobodyGetsAnothersMessages(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail")
            .AddRule("r", r => r.OnEvent("**").Debounce(TimeSpan.FromMinutes(1)).To("mail", e => e.Labels["customer"] + "@example.com")));
        var (a, b) = (Alerts.Message(null!) with { Labels = Customer("a") }, Alerts.Message(null!) with { Labels = Customer("b") });

        foreach (var message in new[] { a, b, a, b, a })
            await engine.PublishAsync(message);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        foreach (var (customer, held) in new[] { ("a", 2), ("b", 1) })
        {
            var told = engine.Channel("mail").Deliveries.Where(m => m.Destination == customer + "@example.com").ToArray();
            told.ShouldAllBe(m => m.Event.Labels["customer"] == customer);
            told.Sum(m => m.Aggregate?.Count ?? 1).ShouldBe(1 + held);
        }
    }

    [Theory, BothStores]
    public async Task Publish_TooManyKeysAreHeld_NewOnesGoOutAtOnce(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.ConfigureEngine(static o => o.MaxHeldKeys = 2).AddRecordingChannel("mail").AddRecordingChannel("digest")
            .AddRule("r", r => r.OnEvent("**").Debounce(TimeSpan.FromMinutes(1)).To("mail"))
            .AddRule("b", r => r.OnEvent("**").Batch(TimeSpan.FromMinutes(1)).To("digest")));

        foreach (var subject in new[] { "a", "b", "c", "a", "c" })
            await engine.PublishAsync(Alerts.Message(subject, id: subject) with { TenantId = subject });

        engine.Channel("mail").ShouldHaveDelivered(4).Select(m => m.Event.Subject).ShouldBe(["a", "b", "c", "c"]);
        engine.Channel("digest").ShouldHaveDelivered(2).ShouldAllBe(m => m.Event.Subject == "c");
        (await engine.ExplainAsync("c")).Deliveries.ShouldContain(d => d.Reasons.Contains(DecisionReason.HeldKeysFull));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(2));
        engine.Channel("mail").ShouldHaveDelivered(5);
        engine.Channel("digest").ShouldHaveDelivered(4);
        engine.AssertAccounting();
    }

    private static Dictionary<string, string> Customer(string name) => new() { ["customer"] = name };
}
