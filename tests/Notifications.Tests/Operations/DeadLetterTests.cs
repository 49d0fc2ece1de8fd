using Microsoft.Extensions.DependencyInjection;
using Notifications.Audit;
using Notifications.Conformance.Engine;
using Notifications.Operations;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Operations;

public sealed class DeadLetterTests : EngineTest
{
    private static readonly OperationActor Ada = new(AuditActor.User("ada"), "the server is back");
    private static readonly OperationActor Bob = new(AuditActor.User("bob"));
    private static readonly DeliveryResult Broken = DeliveryResult.Rejected(RejectionKind.Content, "400");

    [Theory, BothStores]
    public async Task Requeue_DeadLetter_IsANewDeliveryOfTheSameContent(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        ExpectsErrors = true;
        engine.Channel("ops").Respond(Broken);
        await engine.PublishAsync(Alerts.Message(id: "m"));
        var letter = (await Operations(engine).ListDeadLettersAsync()).Items.ShouldHaveSingleItem();
        engine.Channel("ops").Respond(DeliveryResult.Delivered("1"));

        var result = await Operations(engine).RequeueAsync(letter.Id, Ada);
        await engine.WaitForIdleAsync();

        (letter.EventId, letter.Answer, letter.Delivery.State).ShouldBe(("m", "400", DeliveryState.Rejected));
        result.Outcome.ShouldBe(OperationOutcome.Done);
        var sent = engine.Channel("ops").Attempts.Select(static a => a.Message).ToList();
        sent.Count.ShouldBe(2);
        sent[1].Content.ShouldBe(sent[0].Content);
        sent[1].DeliveryId.ToString().ShouldBe(result.NewDeliveryId);
        sent[1].IdempotencyKey.ShouldNotBe(sent[0].IdempotencyKey);
        (await Operations(engine).ListDeadLettersAsync()).Items.ShouldBeEmpty();
        await engine.WaitForIdleAsync();
        var trace = await engine.ExplainAsync("m");
        trace.Deliveries.Select(static d => d.State).ShouldBe([DeliveryState.Rejected, DeliveryState.Delivered]);
        trace.Deliveries[1].Reasons[0].ShouldBe(DecisionReason.Requeued);
        trace.Decisions.ShouldContain(d => d.Reason == DecisionReason.Requeued && d.RelatedId == letter.Delivery.Id.Value);
        trace.Event.Matches.ShouldBe(1);
    }

    [Theory, BothStores]
    public async Task Requeue_SecondOperator_IsToldWhoWasFirst(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure, restarts: false);
        ExpectsErrors = true;
        engine.Channel("ops").Respond(Broken);
        await engine.PublishAsync(Alerts.Message());
        var id = (await Operations(engine).ListDeadLettersAsync()).Items[0].Id;

        var results = await Task.WhenAll(
            Operations(engine).RequeueAsync(id, Ada).AsTask(), Operations(engine).DiscardAsync(id, Bob).AsTask(), Operations(engine).RequeueAsync(id, Bob).AsTask());
        await engine.WaitForIdleAsync();

        var winner = results.Where(static r => r.IsDone).ShouldHaveSingleItem();
        results.Where(static r => !r.IsDone).ShouldAllBe(r => r.Outcome == OperationOutcome.AlreadyHandled && r.First!.NewDeliveryId == winner.NewDeliveryId);
    }

    [Theory, BothStores]
    public async Task Requeue_FiringThatWasResolvedMeanwhile_IsRefused(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        ExpectsErrors = true;
        engine.Channel("ops").Respond(Broken);
        await engine.PublishAsync(Alerts.Firing(id: "first"));
        var id = (await Operations(engine).ListDeadLettersAsync()).Items[0].Id;
        engine.Channel("ops").Respond(DeliveryResult.Delivered());
        await engine.AdvanceAsync(TimeSpan.FromHours(5));
        await engine.PublishAsync(Alerts.Resolved());
        await engine.PublishAsync(Alerts.Firing());

        (await Operations(engine).RequeueAsync(id, Ada)).Outcome.ShouldBe(OperationOutcome.Outdated);
        (await Operations(engine).DiscardAsync(id, Ada)).Outcome.ShouldBe(OperationOutcome.Done);
        (await engine.ExplainAsync("first")).Decisions.Select(static d => d.Reason).ShouldBe([DecisionReason.RequeueOutdated, DecisionReason.Discarded], ignoreOrder: true);
    }

    [Theory, BothStores]
    public async Task Requeue_FiringThatStillFires_IsToldAndSoIsItsEnd(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        ExpectsErrors = true;
        engine.Channel("ops").Respond(Broken);
        await engine.PublishAsync(Alerts.Firing());
        var id = (await Operations(engine).ListDeadLettersAsync()).Items[0].Id;
        engine.Channel("ops").Respond(DeliveryResult.Delivered()).Clear();
        await engine.AdvanceAsync(TimeSpan.FromHours(30));

        (await Operations(engine).RequeueAsync(id, Ada)).Outcome.ShouldBe(OperationOutcome.Done);
        await engine.WaitForIdleAsync();
        await engine.PublishAsync(Alerts.Resolved());

        engine.Channel("ops").ShouldHaveTold(NotificationStatus.Firing, NotificationStatus.Resolved);
    }

    [Theory, BothStores]
    public async Task RequeueMany_Filter_TouchesTheOldestThatMatchOneByOne(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        ExpectsErrors = true;
        engine.Channel("ops").Respond(Broken);
        for (var i = 0; i < 5; i++)
        {
            await engine.PublishAsync(Alerts.Message($"order {i}"));
            await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        await engine.PublishAsync(Alerts.Message("drill") with { Drill = true });
        engine.Channel("ops").Respond(DeliveryResult.Delivered()).Clear();
        var filter = new DeadLetterFilter { Channel = "OPS", Drill = false, EventType = "order.failed", State = DeliveryState.Rejected, Limit = 3 };

        (await Operations(engine).CountDeadLettersAsync(filter)).ShouldBe(5);
        var results = await Operations(engine).RequeueManyAsync(filter, Ada).ToListAsync(TestContext.Current.CancellationToken);
        await engine.WaitForIdleAsync();

        results.ShouldAllBe(static r => r.IsDone);
        engine.Channel("ops").Deliveries.Select(static m => m.Event.Subject).ShouldBe(["order 0", "order 1", "order 2"], ignoreOrder: true);
        (await Operations(engine).CountDeadLettersAsync()).ShouldBe(3);
        (await Operations(engine).DiscardManyAsync(new DeadLetterFilter(), Bob).CountAsync(TestContext.Current.CancellationToken)).ShouldBe(3);
        (await Operations(engine).CountDeadLettersAsync()).ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task ListDeadLetters_NewOnesArrive_PagesNeitherSkipNorRepeat(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        ExpectsErrors = true;
        engine.Channel("ops").Respond(Broken);
        for (var i = 0; i < 7; i++)
        {
            await engine.PublishAsync(Alerts.Message($"{i}"));
            if (i % 2 == 0)
                await engine.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            var page = await Operations(engine).ListDeadLettersAsync(cursor: cursor, limit: 2);
            seen.AddRange(page.Items.Select(static d => d.Event.Subject));
            cursor = page.Next;
            await engine.PublishAsync(Alerts.Message("new"));
        }
        while (cursor is not null);

        seen.ShouldBe(["6", "5", "4", "3", "2", "1", "0"]);
    }

    [Theory, BothStores]
    public async Task Requeue_ForgottenByAge_SaysSo(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n.ConfigureEngine(static e => e.DeadLetterAge = TimeSpan.FromHours(2))), restarts: false);
        ExpectsErrors = true;
        engine.Channel("ops").Respond(Broken);
        await engine.PublishAsync(Alerts.Message(id: "m"));
        var id = (await Operations(engine).ListDeadLettersAsync()).Items[0].Id;
        await engine.AdvanceAsync(TimeSpan.FromHours(3));

        var result = await Operations(engine).RequeueAsync(id, Ada);

        (result.Outcome, result.First!.Operation).ShouldBe((OperationOutcome.Forgotten, OperationKind.Forget));
        (await engine.ExplainAsync("m")).Decisions.ShouldContain(static d => d.Reason == DecisionReason.DeadLetterForgotten);
    }

    [Theory, BothStores]
    public async Task Publish_MoreFailuresThanAreKept_ForgetsTheOldest(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n.ConfigureEngine(static e => e.DeadLetterCapacity = 2)));
        ExpectsErrors = true;
        engine.Channel("ops").Respond(Broken);
        for (var i = 0; i < 5; i++)
        {
            await engine.PublishAsync(Alerts.Message($"{i}"));
            await engine.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        (await Operations(engine).ListDeadLettersAsync()).Items.Select(static d => d.Event.Subject).ShouldBe(["4", "3"]);
    }

    [Theory, BothStores]
    public async Task Requeue_OverALimit_WaitsForIt(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n.AddLimit("l", static l => l.OnChannel("ops").Allow(1, TimeSpan.FromMinutes(30)))), restarts: false);
        ExpectsErrors = true;
        engine.Channel("ops").Respond(Broken);
        await engine.PublishAsync(Alerts.Message());
        var id = (await Operations(engine).ListDeadLettersAsync()).Items[0].Id;
        engine.Channel("ops").Respond(DeliveryResult.Delivered()).Clear();

        (await Operations(engine).RequeueAsync(id, Ada)).IsDone.ShouldBeTrue();
        await engine.WaitForIdleAsync();
        engine.Channel("ops").ShouldHaveNothing();
        await engine.AdvanceAsync(TimeSpan.FromHours(2));

        engine.Channel("ops").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Requeue_OfARequest_CanStillBeCancelled(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n.AddLimit("l", static l => l.OnChannel("ops").Allow(1, TimeSpan.FromMinutes(30)))), restarts: false);
        ExpectsErrors = true;
        engine.Channel("ops").Respond(Broken);
        var request = await engine.SendAsync(new NotificationRequest { Channels = ["ops"], Subject = "s", Body = "b" });
        var id = (await Operations(engine).ListDeadLettersAsync()).Items[0].Id;
        await Operations(engine).RequeueAsync(id, Ada);

        (await engine.CancelAsync(request.RequestId)).Cancelled.ShouldBe(1);

        await engine.AdvanceAsync(TimeSpan.FromHours(2));
        engine.Channel("ops").Attempts.Count.ShouldBe(1);
    }

    [Theory, BothStores]
    public async Task Publish_FallbackTakesOver_LeavesNoDeadLetter(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n
            .AddRecordingChannel("ops").AddRecordingChannel("mail").AddRule("r", static r => r.OnEvent("**").To("ops").FallbackTo("mail")));
        engine.Channel("ops").Respond(Broken);

        await engine.PublishAsync(Alerts.Message());

        (await Operations(engine).CountDeadLettersAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("nonsense", "ada", OperationOutcome.NotFound)]
    [InlineData("0197a2b0-0000-7000-8000-000000000400", "ada", OperationOutcome.NotFound)]
    [InlineData("nonsense", "", OperationOutcome.Invalid)]
    [InlineData("nonsense", "a\nb", OperationOutcome.Invalid)]
    public async Task Requeue_Call_IsAnsweredByItsOutcome(string id, string actor, OperationOutcome outcome)
    {
        var engine = await StartAsync(StoreMode.Memory, Configure);

        (await Operations(engine).RequeueAsync(id, new OperationActor(AuditActor.User(actor)))).Outcome.ShouldBe(outcome);
        (await Operations(engine).MarkDeliveredAsync(id, new OperationActor(AuditActor.User(actor)))).Outcome.ShouldBe(outcome);
    }

    private static void Configure(INotificationsBuilder n) => n.AddRecordingChannel("ops").AddRule("r", static r => r.OnEvent("**").To("ops"));

    private static INotificationOperations Operations(EngineHarness engine) => engine.Services.GetRequiredService<INotificationOperations>();
}
