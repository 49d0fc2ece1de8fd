using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Suppression;

public sealed class OrderTests : EngineTest
{
    [Theory, BothStores]
    public async Task Publish_SameCorrelationKey_RetryParksTheOthers(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        engine.Channel("chat").FailTimes(1);

        await engine.PublishAsync(Message("1", "k"));
        await engine.PublishAsync(Message("2", "k"));
        await engine.PublishAsync(Message("3", "other"));

        Subjects(engine).ShouldBe(["3"]);
        (await engine.ExplainAsync("2")).Deliveries[0].Reasons.ShouldContain(DecisionReason.OrderWait);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        Subjects(engine).ShouldBe(["3", "1", "2"], ignoreOrder: true);
        Subjects(engine).IndexOf("1").ShouldBeLessThan(Subjects(engine).IndexOf("2"));
    }

    [Theory, BothStores]
    public async Task Publish_HeadIsGivenUp_NextGoes(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        engine.Channel("chat").RespondWith(m => m.Event.Id == "1" ? DeliveryResult.Retry("down") : DeliveryResult.Delivered());

        await engine.PublishAsync(Message("1", "k"));
        await engine.PublishAsync(Message("2", "k"));
        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        engine.Channel("chat").ShouldHaveDeliveredOnce().Event.Id.ShouldBe("2");
        (await engine.ExplainAsync("1")).Deliveries[0].State.ShouldBe(DeliveryState.DeadLettered);
    }

    [Theory, BothStores]
    public async Task Publish_UrgentJoinsAChain_TheWholeChainIsRaised(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("chat").ConfigureChannel("chat", o => o.Workers = 1)
            .AddRule("r", r => r.OnEvent("**").To("chat")));
        engine.Channel("chat").Hang();
        await engine.PublishAsync(Message("0", "x"));
        for (var i = 1; i <= 5; i++)
            await engine.PublishAsync(Message($"{i}", $"k{i}"));

        await engine.PublishAsync(Message("urgent", "k5") with { Severity = Severity.Critical });
        engine.Channel("chat").Release();
        await engine.WaitForIdleAsync();

        var order = engine.Channel("chat").Deliveries.Select(m => m.Event.Id!).ToList();
        order.IndexOf("5").ShouldBe(1, engine.Channel("chat").ToString());
        order.IndexOf("urgent").ShouldBeGreaterThan(order.IndexOf("5"));
        order.IndexOf("urgent").ShouldBeLessThan(4);
    }

    [Theory, BothStores]
    public async Task Publish_ManyOfOneKeyWithFlakyChannel_KeepTheirOrder(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        engine.Channel("chat").RespondWith(m => m.Attempt < 3 && m.Event.Id!.Length == 1 ? DeliveryResult.Retry("flaky") : DeliveryResult.Delivered());

        for (var i = 1; i <= 12; i++)
            await engine.PublishAsync(Message($"{i}", "k"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(50));

        engine.Channel("chat").Deliveries.Select(m => m.Event.Id).ShouldBe(Enumerable.Range(1, 12).Select(i => $"{i}"));
    }

    private static void Configure(INotificationsBuilder n) => n.AddRecordingChannel("chat").ConfigureChannel("chat", o => o.BreakerFailures = 100)
        .AddRule("r", r => r.OnEvent("**").To("chat"));

    private static NotificationEvent Message(string id, string key) => new() { Type = "chat.message", Id = id, CorrelationKey = key };

    private static List<string> Subjects(EngineHarness engine) => [.. engine.Channel("chat").Deliveries.Select(m => m.Event.Id!)];
}
