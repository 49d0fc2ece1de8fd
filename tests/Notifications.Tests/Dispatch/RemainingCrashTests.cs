using Microsoft.Extensions.DependencyInjection;
using Notifications.Audit;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Operations;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Dispatch;

/// <summary>Some have it and some have not: what is in doubt, and what becomes of it when processes end.</summary>
public sealed class RemainingCrashTests : EngineTest
{
    private static readonly OperationActor Ada = new(AuditActor.User("ada"));
    private static readonly RecipientFailure Bob = new("bob", "no answer") { Kind = RecipientFailureKind.InDoubt };
    private static readonly RecipientFailure Carl = new("carl", "later") { Kind = RecipientFailureKind.Deferred };

    [Theory, BothStores]
    public async Task InDoubt_CostlyChannel_IsHeldForThem(StoreMode mode)
    {
        var engine = await StartHeldAsync(mode);
        var held = (await Operations(engine).ListInDoubtAsync()).Items.ShouldHaveSingleItem();
        held.OnlyFor.ShouldBe(["bob", "carl"]);
        await engine.AdvanceAsync(TimeSpan.FromHours(30));
        engine.Channel("sms").Attempts.ShouldHaveSingleItem();

        (await Operations(engine).SendAgainAsync(held.Id.ToString(), Ada)).Outcome.ShouldBe(OperationOutcome.Done);
        await engine.WaitForIdleAsync();

        engine.Channel("sms").Attempts[^1].Message.OnlyFor.ShouldBe(["bob", "carl"]);
        var over = (await engine.ExplainAsync("m")).Deliveries.ShouldHaveSingleItem();
        (over.State, over.ProviderMessageId, over.NotFor.Count).ShouldBe((DeliveryState.Sent, "first", 0));
    }

    [Theory, BothStores]
    public async Task InDoubt_Discarded_StaysSentToTheOthers(StoreMode mode)
    {
        var engine = await StartHeldAsync(mode);
        var held = (await Operations(engine).ListInDoubtAsync()).Items.ShouldHaveSingleItem();

        (await Operations(engine).DiscardAsync(held.Id.ToString(), Ada)).Outcome.ShouldBe(OperationOutcome.Done);
        await engine.WaitForIdleAsync();

        var over = (await engine.ExplainAsync("m")).Deliveries.ShouldHaveSingleItem();
        over.State.ShouldBe(DeliveryState.Sent);
        over.NotFor.ShouldBe(["bob", "carl"]);
        over.Reasons.TakeLast(2).ShouldBe([DecisionReason.Discarded, DecisionReason.RecipientsMissed]);
        engine.Statistics.Pending.ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task InDoubt_MarkedDelivered_ReachedThem(StoreMode mode)
    {
        var engine = await StartHeldAsync(mode);
        var held = (await Operations(engine).ListInDoubtAsync()).Items.ShouldHaveSingleItem();

        (await Operations(engine).MarkDeliveredAsync(held.Id.ToString(), Ada)).Outcome.ShouldBe(OperationOutcome.Done);
        await engine.WaitForIdleAsync();

        var over = (await engine.ExplainAsync("m")).Deliveries.ShouldHaveSingleItem();
        (over.State, over.NotFor.Count, over.Reasons[^1]).ShouldBe((DeliveryState.Delivered, 0, DecisionReason.MarkedDelivered));
    }

    [Fact]
    public async Task InDoubt_StoreRefusesTheOperatorsWord_StaysAsItWas()
    {
        var faults = new StoreFaults();
        var engine = await StartHeldAsync(StoreMode.RoundTrip, faults);
        ExpectsErrors = true;
        var held = (await Operations(engine).ListInDoubtAsync()).Items.ShouldHaveSingleItem();
        faults.Rule = static _ => CommitKind.Unavailable;
        (await Operations(engine).MarkDeliveredAsync(held.Id.ToString(), Ada)).Outcome.ShouldBe(OperationOutcome.StoreRefused);
        faults.Rule = null;

        (await Operations(engine).ListInDoubtAsync()).Items.ShouldHaveSingleItem().OnlyFor.ShouldBe(["bob", "carl"]);
    }

    [Fact]
    public async Task Crash_WithinTheLaterAttempt_IsRepeatedForThemAlone()
    {
        var engine = await StartAsync(StoreMode.RoundTrip, static n => Configure(n, isCostly: false), restarts: false);
        ExpectsErrors = true;
        engine.Channel("sms").FailTimes(1, DeliveryResult.Accepted("first", [Carl])).Hang();
        await engine.PublishAsync(Alerts.Message(id: "m"));
        await engine.AdvanceAsync(TimeSpan.FromSeconds(3));
        engine.Channel("sms").Attempts.Count.ShouldBe(2);

        await engine.RestartAsync(((RoundTripStore)engine.Internals.Context.Store).Crash);
        engine.Channel("sms").Respond(DeliveryResult.Accepted("later")).Release();
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("sms").Attempts.Skip(1).ShouldAllBe(static a => a.Message.OnlyFor!.Single() == "carl");
        (await engine.ExplainAsync("m")).Deliveries.ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Sent);
    }

    [Fact]
    public async Task Crash_OverAndOverInTheLaterAttempt_IsGivenUpForThemAlone()
    {
        var engine = await StartAsync(StoreMode.RoundTrip, static n => Configure(n, isCostly: false).AddRecordingChannel("chat").ConfigureEngine(static e => e.MaxInterruptions = 1), restarts: false);
        ExpectsErrors = true;
        engine.Channel("sms").FailTimes(1, DeliveryResult.Accepted("first", [Carl])).Hang();
        await engine.PublishAsync(Alerts.Message(id: "m"));
        for (var ends = 0; ends < 3; ends++)
        {
            await engine.AdvanceAsync(TimeSpan.FromSeconds(9));
            await engine.RestartAsync(((RoundTripStore)engine.Internals.Context.Store).Crash);
        }

        await engine.AdvanceAsync(TimeSpan.FromSeconds(9));

        var over = (await engine.ExplainAsync("m")).Deliveries.ShouldHaveSingleItem();
        (over.State, over.ProviderMessageId).ShouldBe((DeliveryState.Sent, "first"));
        over.Reasons.ShouldContain(DecisionReason.PoisonMessage);
        over.NotFor.ShouldBe(["carl"]);
    }

    [Fact]
    public async Task Release_WhoseChannelCannotSendToSome_SendsNothingMore()
    {
        var channel = new ChangingChannel();
        var engine = await StartAsync(StoreMode.RoundTrip, n => n.AddChannel("mail", channel).AddRule("r", static r => r.OnEvent("**").To("mail", "anna,carl")), restarts: false);
        await engine.PublishAsync(Alerts.Message(id: "m"));
        await engine.WaitForIdleAsync();

        channel.RetriesRecipients = false;
        await engine.RestartAsync(((RoundTripStore)engine.Internals.Context.Store).Crash);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        channel.Sends.ShouldBe(1);
        var over = (await engine.ExplainAsync("m")).Deliveries.ShouldHaveSingleItem();
        (over.State, over.Reasons[^1]).ShouldBe((DeliveryState.Sent, DecisionReason.RecipientsMissed));
        over.NotFor.ShouldBe(["carl"]);
    }

    private async Task<EngineHarness> StartHeldAsync(StoreMode mode, StoreFaults? faults = null)
    {
        var engine = await StartAsync(mode, static n => Configure(n, isCostly: true), faults: faults);
        engine.Channel("sms").FailTimes(1, DeliveryResult.Accepted("first", [Bob, Carl])).Respond(DeliveryResult.Accepted("later"));
        await engine.PublishAsync(Alerts.Message(id: "m"));
        await engine.WaitForIdleAsync();
        return engine;
    }

    private static INotificationOperations Operations(EngineHarness engine) => engine.Services.GetRequiredService<INotificationOperations>();

    private static INotificationsBuilder Configure(INotificationsBuilder n, bool isCostly) => n
        .AddRecordingChannel("sms", new ChannelTraits { RetriesRecipients = true, IsCostly = isCostly })
        .AddRule("r", static r => r.OnEvent("**").To("sms", "anna,bob,carl"));

    private sealed class ChangingChannel : INotificationChannel, INotificationChannelTraits
    {
        public bool RetriesRecipients { get; set; } = true;

        public int Sends { get; private set; }

        public ChannelTraits Traits => new() { RetriesRecipients = RetriesRecipients };

        public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
        {
            Sends++;
            return new(DeliveryResult.Accepted("first", [Carl]));
        }
    }
}
