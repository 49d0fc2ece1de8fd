using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Policy;

public sealed class LimitTests : EngineTest
{
    [Theory, BothStores]
    public async Task Defer_OverTheLimit_WaitsUntilItIsFree(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Mail(n).AddLimit("l", l => l.Allow(2, TimeSpan.FromMinutes(1)).Per(LimitScope.Channel)));

        for (var i = 0; i < 5; i++)
            await engine.PublishAsync(Alerts.Message($"{i}", id: $"e{i}"));
        engine.Channel("mail").ShouldHaveDelivered(2);
        (await engine.ExplainAsync("e2")).Deliveries[0].Reasons.ShouldContain(DecisionReason.LimitDeferred);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(30));
        engine.Channel("mail").ShouldHaveDelivered(3);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(60));

        engine.Channel("mail").ShouldHaveDelivered(5).Select(m => m.Event.Subject).ShouldBe(["0", "1", "2", "3", "4"]);
    }

    [Theory, BothStores]
    public async Task Defer_UrgentComesLater_GoesFirst(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Mail(n).AddLimit("l", l => l.Allow(1, TimeSpan.FromMinutes(1)).Per(LimitScope.System)));

        await engine.PublishAsync(Alerts.Message("first"));
        await engine.PublishAsync(Alerts.Message("low 1"));
        await engine.PublishAsync(Alerts.Message("low 2"));
        await engine.PublishAsync(Alerts.Message("urgent", Severity.Critical));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        engine.Channel("mail").ShouldHaveDelivered(2)[1].Event.Subject.ShouldBe("urgent");
        await engine.AdvanceAsync(TimeSpan.FromMinutes(2));

        engine.Channel("mail").ShouldHaveDelivered(4);
    }

    [Theory, BothStores]
    public async Task Drop_OverTheLimit_IsCountedWithReason(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Mail(n).AddLimit("l", l => l.Allow(1, TimeSpan.FromMinutes(1)).Per(LimitScope.Channel, "mail").Drop()), restarts: false);

        await engine.PublishAsync(Alerts.Message("1"));
        await engine.PublishAsync(Alerts.Message("2", id: "e"));
        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        engine.Channel("mail").ShouldHaveDeliveredOnce();
        engine.Statistics.Dropped.ShouldBe(1);
        (await engine.ExplainAsync("e")).Deliveries[0].Reasons.ShouldContain(DecisionReason.LimitDropped);
    }

    [Theory]
    [InlineData(StoreMode.Memory, LimitScope.Recipient)]
    [InlineData(StoreMode.RoundTrip, LimitScope.Recipient)]
    [InlineData(StoreMode.Memory, LimitScope.Tenant)]
    [InlineData(StoreMode.RoundTrip, LimitScope.Tenant)]
    public async Task PerKey_OthersAreNotHeldBack(StoreMode mode, LimitScope scope)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").To("mail", static e => e.Source))
            .AddLimit("l", l => l.Allow(1, TimeSpan.FromHours(1)).Per(scope)));

        foreach (var who in new[] { "anna", "anna", "bob" })
            await engine.PublishAsync(Alerts.Message() with { Source = who, TenantId = who });

        engine.Channel("mail").ShouldHaveDelivered(2).Select(m => m.Destination).ShouldBe(["anna", "bob"]);
    }

    [Theory, BothStores]
    public async Task PerCategory_OthersAreNotHeldBack(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddLimit("l", l => l.Allow(1, TimeSpan.FromHours(1)).Per(LimitScope.Category)));

        foreach (var category in new[] { "news", "news", "billing" })
            await engine.SendAsync(new NotificationRequest { Channels = ["mail"], Subject = category, Category = category });

        engine.Channel("mail").ShouldHaveDelivered(2).Select(m => m.Content.Subject).ShouldBe(["news", "billing"]);
    }

    [Theory, BothStores]
    public async Task Defer_Retries_AreChargedOnce(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Mail(n).AddLimit("l", l => l.Allow(2, TimeSpan.FromHours(1)).Per(LimitScope.Channel)));
        engine.Channel("mail").FailTimes(3);

        await engine.PublishAsync(Alerts.Message("1"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        await engine.PublishAsync(Alerts.Message("2"));

        engine.Channel("mail").ShouldHaveDelivered(2);
    }

    [Theory, BothStores]
    public async Task Truthful_EndOfWhatWasTold_PassesTheLimit(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Mail(n).AddLimit("l", l => l.Allow(1, TimeSpan.FromHours(1)).Per(LimitScope.Channel).Drop()));

        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Resolved());

        engine.Channel("mail").ShouldHaveTold(NotificationStatus.Firing, NotificationStatus.Resolved);
    }

    [Theory, BothStores]
    public async Task Defer_TwoLimits_BothHold(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Mail(n)
            .AddLimit("hour", l => l.Allow(3, TimeSpan.FromHours(1), burst: 3).Per(LimitScope.Channel))
            .AddLimit("minute", l => l.Allow(1, TimeSpan.FromMinutes(1)).Per(LimitScope.Channel)));

        for (var i = 0; i < 5; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));
        engine.Channel("mail").ShouldHaveDelivered(3);
        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        engine.Channel("mail").ShouldHaveDelivered(5);
    }

    private static INotificationsBuilder Mail(INotificationsBuilder n) => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").To("mail"));
}
