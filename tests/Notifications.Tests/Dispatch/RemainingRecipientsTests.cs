using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Dispatch;

/// <summary>A message that its provider takes for some of its recipients is tried again for those whom it refused for now, and for them alone.</summary>
public sealed class RemainingRecipientsTests : EngineTest
{
    private const string Everybody = "anna,bob,carl";
    private static readonly ChannelTraits Traits = new() { RetriesRecipients = true };
    private static readonly RecipientFailure Bob = new("bob", "greylisted") { Kind = RecipientFailureKind.Deferred };
    private static readonly RecipientFailure Carl = new("carl", "no such user") { Kind = RecipientFailureKind.NoSuchAddress };

    [Theory, BothStores]
    public async Task Deferred_OneOfThree_GetsItLaterAndAlone(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => Configure(n));
        engine.Channel("mail").FailTimes(1, DeliveryResult.Accepted("first", [Bob])).FailTimes(1, DeliveryResult.RetryOwn("still greylisted").WithFailures([Bob])).Respond(DeliveryResult.Accepted("later"));

        await engine.PublishAsync(Alerts.Message(id: "e"));
        await engine.WaitForIdleAsync();
        var waiting = (await engine.ExplainAsync("e")).Deliveries.ShouldHaveSingleItem();
        (waiting.State, waiting.Reasons[^1]).ShouldBe((DeliveryState.Ready, DecisionReason.RecipientsDeferred));
        waiting.OnlyFor.ShouldBe(["bob"]);
        (await engine.ExplainAsync("e")).ToString().ShouldContain("the others have it, tried again only for: bob");
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        var attempts = engine.Channel("mail").Attempts;
        attempts.Select(static a => a.Message.OnlyFor is { } only ? string.Join(',', only) : "all").ShouldBe(["all", "bob", "bob"]);
        attempts.Select(static a => a.Message.Attempt).ShouldBe([1, 2, 3]);
        attempts.Select(static a => (a.Message.IdempotencyKey, a.Message.Destination, a.Message.Content, a.Message.ReadyAt)).Distinct().Count().ShouldBe(1);
        var delivery = (await engine.ExplainAsync("e")).Deliveries.ShouldHaveSingleItem();
        (delivery.State, delivery.ProviderMessageId, delivery.OnlyFor.Count, delivery.NotFor.Count).ShouldBe((DeliveryState.Sent, "first", 0, 0));
        delivery.Attempts.Select(static a => (a.Result, a.Reason)).ShouldBe(
        [
            (DeliveryResultKind.Accepted, "not for bob (greylisted)"),
            (DeliveryResultKind.Retry, "only for bob: still greylisted"),
            (DeliveryResultKind.Accepted, "only for bob"),
        ]);
        engine.Statistics.Pending.ShouldBe(0);
        engine.Statistics.RecipientsMissed.ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task Deferred_ForEver_EndsAsSentAtTheDeadlineAndEngagesNoFallback(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => ConfigureFallback(n).ConfigureChannel("mail", static c => c.Attempts = 2));
        engine.Channel("mail").RespondWith(static m => m.OnlyFor is null ? DeliveryResult.Accepted("first", [Bob, Carl]) : DeliveryResult.RetryOwn("greylisted").WithFailures([Bob]));

        await engine.PublishAsync(new NotificationEvent { Type = "fallback", Id = "e" });
        await engine.AdvanceAsync(TimeSpan.FromMinutes(50));
        (await engine.ExplainAsync("e")).Deliveries.ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Ready);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(11));

        engine.Channel("chat").ShouldHaveNothing();
        engine.Channel("mail").Attempts.Skip(1).ShouldAllBe(static a => a.Message.OnlyFor!.Single() == "bob");
        var trace = await engine.ExplainAsync("e");
        var delivery = trace.Deliveries.ShouldHaveSingleItem();
        delivery.State.ShouldBe(DeliveryState.Sent);
        delivery.NotFor.ShouldBe(["carl", "bob"]);
        delivery.Reasons.TakeLast(2).ShouldBe([DecisionReason.AttemptsExhausted, DecisionReason.RecipientsMissed]);

        // However often it was tried: how those have it who have it is still there.
        delivery.Attempts.Count.ShouldBe(16);
        delivery.Attempts[0].Result.ShouldBe(DeliveryResultKind.Accepted);
        delivery.Attempts[0].Number.ShouldBe(1);
        trace.ToString().ShouldContain("did not get it: carl, bob");
        if (mode == StoreMode.Memory)
            (engine.Statistics.Sent, engine.Statistics.Created, engine.Statistics.DeadLettered, engine.Statistics.RecipientsMissed).ShouldBe((1, 1, 0, 2));
    }

    [Theory, BothStores]
    public async Task Deferred_ManyTimesAndThenTaken_ShowsBothMails(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => Configure(n).ConfigureChannel("mail", static c => c.MaxDelay = TimeSpan.FromMinutes(1)));
        engine.Channel("mail").FailTimes(1, DeliveryResult.Accepted("first", [Bob])).FailTimes(30, DeliveryResult.RetryOwn("greylisted")).Respond(DeliveryResult.Accepted("later"));

        await engine.PublishAsync(Alerts.Message(id: "e"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(45));

        var delivery = (await engine.ExplainAsync("e")).Deliveries.ShouldHaveSingleItem();
        (delivery.State, delivery.Attempts.Count, delivery.Attempts[0].Number, delivery.Attempts[^1].Number).ShouldBe((DeliveryState.Sent, 16, 1, 32));
        delivery.Attempts.Count(static a => a.Result == DeliveryResultKind.Accepted).ShouldBe(2);
    }

    [Theory, BothStores]
    public async Task Rejected_LaterAttempt_IsOverForThemAlone(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => ConfigureFallback(n));
        engine.Channel("mail").FailTimes(1, DeliveryResult.Accepted("first", [Bob])).Respond(DeliveryResult.Gone("no such user"));

        await engine.PublishAsync(new NotificationEvent { Type = "fallback", Id = "e" });
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        var delivery = (await engine.ExplainAsync("e")).Deliveries.ShouldHaveSingleItem();
        (delivery.State, delivery.ProviderMessageId).ShouldBe((DeliveryState.Sent, "first"));
        delivery.NotFor.ShouldBe(["bob"]);
        delivery.Reasons.TakeLast(2).ShouldBe([DecisionReason.RecipientRejected, DecisionReason.RecipientsMissed]);
        engine.Channel("chat").ShouldHaveNothing();

        // Of three who share a destination one is gone: the next message goes there all the same.
        engine.Channel("mail").Respond(DeliveryResult.Accepted("second"));
        await engine.PublishAsync(Alerts.Message("next"));
        await engine.WaitForIdleAsync();
        engine.Channel("mail").Deliveries.Count.ShouldBe(2);
    }

    [Theory, BothStores]
    public async Task Deferred_ChannelThatCannotSendToSome_IsOver(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n.AddRecordingChannel("mail").AddRule("r", static r => r.OnEvent("**").To("mail", Everybody)));
        engine.Channel("mail").Respond(DeliveryResult.Accepted("first", [Bob]));

        await engine.PublishAsync(Alerts.Message(id: "e"));
        await engine.AdvanceAsync(TimeSpan.FromHours(2));

        engine.Channel("mail").Attempts.ShouldHaveSingleItem();
        var delivery = (await engine.ExplainAsync("e")).Deliveries.ShouldHaveSingleItem();
        delivery.State.ShouldBe(DeliveryState.Sent);
        delivery.NotFor.ShouldBe(["bob"]);
        delivery.Reasons[^1].ShouldBe(DecisionReason.RecipientsMissed);
    }

    [Theory, BothStores]
    public async Task Deferred_OneProviderCannot_NobodyIsTriedAgain(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => Configure(n).AddProvider("mail", "other", static _ => new RecordingChannel("other")));
        engine.Channel("mail").Respond(DeliveryResult.Accepted("first", [Bob]));

        await engine.PublishAsync(Alerts.Message(id: "e"));
        await engine.AdvanceAsync(TimeSpan.FromHours(2));

        engine.Channel("mail").Attempts.ShouldHaveSingleItem();
    }

    [Theory, BothStores]
    public async Task Cancel_SomeHaveIt_IsTooLateAndEndsAsSent(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => Configure(n));
        engine.Channel("mail").Respond(DeliveryResult.Accepted("first", [Bob]));
        var request = await engine.Publisher.SendAsync(
            new NotificationRequest { Channels = ["mail"], Recipients = [Recipient.Address(Everybody)], Subject = "s", Body = "t" }, TestContext.Current.CancellationToken);
        await engine.WaitForIdleAsync();

        (await engine.Publisher.CancelAsync(request.RequestId, TestContext.Current.CancellationToken)).ShouldBe(new CancelResult(0, 1));
        await engine.AdvanceAsync(TimeSpan.FromHours(2));

        engine.Channel("mail").Attempts.ShouldHaveSingleItem();
        var delivery = (await engine.ExplainAsync(request.RequestId)).Deliveries.ShouldHaveSingleItem();
        delivery.State.ShouldBe(DeliveryState.Sent);
        delivery.Reasons.TakeLast(2).ShouldBe([DecisionReason.CancelledByCaller, DecisionReason.RecipientsMissed]);
        delivery.NotFor.ShouldBe(["bob"]);
    }

    [Theory, BothStores]
    public async Task Resolved_SomeAreLeft_TheEndGoesToAllAtOnce(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => Configure(n));
        engine.Channel("mail").FailTimes(1, DeliveryResult.Accepted("first", [Bob])).Respond(DeliveryResult.Accepted("end"));

        await engine.PublishAsync(Alerts.Firing(id: "e"));
        await engine.WaitForIdleAsync();
        await engine.PublishAsync(Alerts.Resolved());
        await engine.WaitForIdleAsync();

        // Nobody waits for the deferred one, and he never hears of a beginning after its end.
        engine.Channel("mail").ShouldHaveTold(NotificationStatus.Firing, NotificationStatus.Resolved);
        engine.Channel("mail").Attempts[^1].Message.OnlyFor.ShouldBeNull();
        engine.Channel("mail").Attempts[^1].Message.PreviousProviderMessageId.ShouldBe("first");
        var first = (await engine.ExplainAsync("e")).Deliveries.ShouldHaveSingleItem();
        first.State.ShouldBe(DeliveryState.Sent);
        first.Reasons.ShouldContain(DecisionReason.Superseded);
        first.NotFor.ShouldBe(["bob"]);
        await engine.AdvanceAsync(TimeSpan.FromHours(5));
        engine.Channel("mail").Attempts.Count.ShouldBe(2);
    }

    [Theory, BothStores]
    public async Task Resolved_WhileTheyAreTried_FollowsAtOnce(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => Configure(n), restarts: false);
        engine.Channel("mail").FailTimes(1, DeliveryResult.Accepted("first", [Bob])).HangOn(static m => m.OnlyFor is not null);
        await engine.PublishAsync(Alerts.Firing());
        await engine.AdvanceAsync(TimeSpan.FromSeconds(3));
        await engine.PublishAsync(Alerts.Resolved());
        await engine.WaitForIdleAsync();
        engine.Channel("mail").Attempts.Count.ShouldBe(2);

        engine.Channel("mail").RespondWith(static m => m.OnlyFor is null ? DeliveryResult.Accepted("end") : DeliveryResult.RetryOwn("greylisted").WithFailures([Bob])).Release();
        await engine.WaitForIdleAsync();

        engine.Channel("mail").Attempts.Count.ShouldBe(3);
        engine.Channel("mail").ShouldHaveTold(NotificationStatus.Firing, NotificationStatus.Resolved);
    }

    [Theory, BothStores]
    public async Task Acknowledged_SomeAreLeft_TakesItsPlace(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => Configure(n));
        engine.Channel("mail").FailTimes(2, DeliveryResult.Accepted("x", [Bob])).Respond(DeliveryResult.Accepted("last"));
        await engine.PublishAsync(Alerts.Firing());
        await engine.WaitForIdleAsync();
        await engine.PublishAsync(Alerts.Acknowledged());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("mail").Attempts.Select(static a => (a.Message.Status, a.Message.OnlyFor?.Count)).ShouldBe(
            [(NotificationStatus.Firing, null), (NotificationStatus.Acknowledged, null), (NotificationStatus.Acknowledged, 1)]);
    }

    [Theory, BothStores]
    public async Task NextOfAThread_SomeAreLeft_WaitsForNobodyAndBothArrive(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => Configure(n));
        engine.Channel("mail").FailTimes(1, DeliveryResult.Accepted("first", [Bob])).Respond(DeliveryResult.Accepted("next"));
        await engine.PublishAsync(Alerts.Message("one") with { CorrelationKey = "order 5" });
        await engine.WaitForIdleAsync();
        await engine.PublishAsync(Alerts.Message("two") with { CorrelationKey = "order 5" });
        await engine.WaitForIdleAsync();
        engine.Channel("mail").Attempts.Count.ShouldBe(2);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        var attempts = engine.Channel("mail").Attempts;
        attempts.Select(static a => (a.Message.Event.Subject, a.Message.OnlyFor?.Count)).ShouldBe([("one", null), ("two", null), ("one", 1)]);

        // What ties a thread together is the same in both attempts.
        attempts.ShouldAllBe(static a => a.Message.CorrelationKey == "order 5");
        attempts[2].Message.PreviousProviderMessageId.ShouldBe(attempts[0].Message.PreviousProviderMessageId);
        attempts[1].Message.PreviousProviderMessageId.ShouldBe("first");
    }

    [Theory, BothStores]
    public async Task Unknown_LaterAttempt_IsRepeatedForThemAlone(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => Configure(n));
        engine.Channel("mail").FailTimes(1, DeliveryResult.Accepted("first", [Bob])).FailTimes(1, DeliveryResult.Unknown("cut")).Respond(DeliveryResult.Accepted("later"));
        await engine.PublishAsync(Alerts.Message());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("mail").Attempts.Select(static a => a.Message.OnlyFor?.Count).ShouldBe([null, 1, 1]);
    }

    [Theory, BothStores]
    public async Task Deferred_ManyAtOnce_AllEndAndAccountsBalance(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => Configure(n).ConfigureChannel("mail", static c => c.Workers = 4));
        engine.Channel("mail").RespondWith(static m => m.OnlyFor is null ? DeliveryResult.Accepted("first", [Bob, Carl]) : m.Attempt < 3 ? DeliveryResult.RetryOwn("greylisted") : DeliveryResult.Accepted("later"));
        for (var i = 0; i < 50; i++)
            await engine.PublishAsync(Alerts.Message($"order {i}"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(2));

        engine.Channel("mail").Deliveries.Count(static m => m.OnlyFor is null).ShouldBe(50);
        engine.Channel("mail").Deliveries.Count(static m => m.OnlyFor is not null).ShouldBe(50);
        engine.Statistics.Pending.ShouldBe(0);
        if (mode == StoreMode.Memory)
            (engine.Statistics.Created, engine.Statistics.Sent, engine.Statistics.RecipientsMissed).ShouldBe((50, 50, 50));
    }

    private static INotificationsBuilder Configure(INotificationsBuilder n) => n
        .AddRecordingChannel("mail", Traits)
        .AddRule("r", static r => r.OnEvent("order.*").To("mail", Everybody))
        .AddRule("alerts", static r => r.OnEvent("incident.*").To("mail", Everybody));

    private static INotificationsBuilder ConfigureFallback(INotificationsBuilder n) => Configure(n)
        .AddRecordingChannel("chat")
        .AddRule("fallback", static r => r.OnEvent("fallback").To("mail", Everybody).FallbackTo("chat"));
}
