using Microsoft.Extensions.DependencyInjection;
using Notifications.Audit;
using Notifications.Conformance.Engine;
using Notifications.Operations;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Operations;

public sealed class InDoubtTests : EngineTest
{
    private static readonly OperationActor Ada = new(AuditActor.User("ada"));

    [Theory, BothStores]
    public async Task MarkDelivered_FiringInDoubt_EndsItAndItsEndIsTold(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        engine.Channel("sms").Respond(DeliveryResult.Unknown("no answer"));
        await engine.PublishAsync(Alerts.Firing(id: "f"));
        engine.Channel("sms").Respond(DeliveryResult.Delivered());
        var held = (await Operations(engine).ListInDoubtAsync()).Items.ShouldHaveSingleItem();

        (await Operations(engine).MarkDeliveredAsync(held.Id.ToString(), Ada)).Outcome.ShouldBe(OperationOutcome.Done);
        await engine.WaitForIdleAsync();

        var delivery = (await engine.ExplainAsync("f")).Deliveries.ShouldHaveSingleItem();
        (delivery.State, delivery.Reasons[^1]).ShouldBe((DeliveryState.Delivered, DecisionReason.MarkedDelivered));
        (await Operations(engine).ListInDoubtAsync()).Items.ShouldBeEmpty();
        await engine.PublishAsync(Alerts.Resolved());
        engine.Channel("sms").Deliveries[^1].Status.ShouldBe(NotificationStatus.Resolved);
    }

    [Theory, BothStores]
    public async Task MarkDelivered_FiringWhoseEndWasTold_OwesNoSecondEnd(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        engine.Channel("sms").RespondWith(static m => m.Status == NotificationStatus.Firing ? DeliveryResult.Unknown("no answer") : DeliveryResult.Delivered());
        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Resolved());
        var held = (await Operations(engine).ListInDoubtAsync()).Items.ShouldHaveSingleItem();

        (await Operations(engine).MarkDeliveredAsync(held.Id.ToString(), Ada)).IsDone.ShouldBeTrue();
        await engine.WaitForIdleAsync();
        await engine.PublishAsync(Alerts.Resolved());

        engine.Channel("sms").Deliveries.Count(static m => m.Status == NotificationStatus.Resolved).ShouldBe(1);
    }

    [Theory, BothStores]
    public async Task SendAgain_Message_IsTheSameDeliveryWithItsKey(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        engine.Channel("sms").Respond(DeliveryResult.Unknown("no answer"));
        await engine.PublishAsync(Alerts.Message(id: "m"));
        engine.Channel("sms").Respond(DeliveryResult.Delivered());
        await engine.AdvanceAsync(TimeSpan.FromHours(50));
        var held = (await Operations(engine).ListInDoubtAsync()).Items.ShouldHaveSingleItem();

        (await Operations(engine).SendAgainAsync(held.Id.ToString(), Ada)).Outcome.ShouldBe(OperationOutcome.Done);
        await engine.WaitForIdleAsync();

        var sent = engine.Channel("sms").Attempts;
        sent.Count.ShouldBe(2);
        sent[1].Message.IdempotencyKey.ShouldBe(sent[0].Message.IdempotencyKey);
        var delivery = (await engine.ExplainAsync("m")).Deliveries.ShouldHaveSingleItem();
        delivery.State.ShouldBe(DeliveryState.Delivered);
        delivery.Reasons.ShouldContain(DecisionReason.SentAgain);
        engine.Statistics.Pending.ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task SendAgain_FiringThatWasResolvedMeanwhile_IsRefusedAndCanBeDiscarded(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        engine.Channel("sms").RespondWith(static m => m.Status == NotificationStatus.Firing ? DeliveryResult.Unknown("no answer") : DeliveryResult.Delivered());
        await engine.PublishAsync(Alerts.Firing(id: "f"));
        await engine.PublishAsync(Alerts.Resolved());
        var id = (await Operations(engine).ListInDoubtAsync()).Items.ShouldHaveSingleItem().Id.ToString();

        (await Operations(engine).SendAgainAsync(id, Ada)).Outcome.ShouldBe(OperationOutcome.Outdated);
        (await Operations(engine).DiscardAsync(id, Ada)).Outcome.ShouldBe(OperationOutcome.Done);
        await engine.WaitForIdleAsync();

        (await engine.ExplainAsync("f")).Deliveries.ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Cancelled);
        engine.Statistics.Pending.ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task Operate_ThreeAtOnce_HasOneWinner(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure, restarts: false);
        engine.Channel("sms").Respond(DeliveryResult.Unknown("no answer"));
        await engine.PublishAsync(Alerts.Message());
        engine.Channel("sms").Respond(DeliveryResult.Delivered());
        var id = (await Operations(engine).ListInDoubtAsync()).Items[0].Id.ToString();

        var results = await Task.WhenAll(
            Operations(engine).SendAgainAsync(id, Ada).AsTask(), Operations(engine).DiscardAsync(id, Ada).AsTask(), Operations(engine).MarkDeliveredAsync(id, Ada).AsTask());
        await engine.WaitForIdleAsync();

        results.Count(static r => r.IsDone).ShouldBe(1);
        results.Where(static r => !r.IsDone).ShouldAllBe(static r => r.Outcome == OperationOutcome.AlreadyHandled && r.First!.Actor == Ada);
    }

    [Fact]
    public async Task MarkDelivered_StoreThatFails_ChangesNothing()
    {
        var faults = new Conformance.Storage.StoreFaults();
        var engine = await StartAsync(StoreMode.RoundTrip, Configure, restarts: false, faults: faults);
        ExpectsErrors = true;
        engine.Channel("sms").Respond(DeliveryResult.Unknown("no answer"));
        await engine.PublishAsync(Alerts.Firing());
        var id = (await Operations(engine).ListInDoubtAsync()).Items[0].Id.ToString();

        faults.Rule = static _ => CommitKind.Unavailable;
        (await Operations(engine).MarkDeliveredAsync(id, Ada)).Outcome.ShouldBe(OperationOutcome.StoreRefused);
        faults.Rule = null;

        (await Operations(engine).ListInDoubtAsync()).Items.ShouldHaveSingleItem();
        (await Operations(engine).MarkDeliveredAsync(id, Ada)).Outcome.ShouldBe(OperationOutcome.Done);
        await engine.WaitForIdleAsync();
    }

    private static void Configure(INotificationsBuilder n) => n
        .AddRecordingChannel("sms", new ChannelTraits { IsCostly = true, HasDefaultDestination = true }).AddRule("r", static r => r.OnEvent("**").To("sms"));

    private static INotificationOperations Operations(EngineHarness engine) => engine.Services.GetRequiredService<INotificationOperations>();
}
