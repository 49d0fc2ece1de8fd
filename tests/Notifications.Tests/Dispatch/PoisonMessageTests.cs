using Microsoft.Extensions.DependencyInjection;
using Notifications.Audit;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Operations;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Dispatch;

/// <summary>A message in which process after process ends is given up, and holds up nobody else. A crash while a channel hangs stands for the process that the channel ends.</summary>
public sealed class PoisonMessageTests : EngineTest
{
    [Fact]
    public async Task Poison_SendEndsEachProcess_IsGivenUpAfterThreeAndTheFallbackTellsIt()
    {
        var engine = await StartAsync(static n => n.AddRecordingChannel("chat").AddRecordingChannel("mail").AddRule("r", static r => r.OnEvent("**").To("chat").FallbackTo("mail")));
        engine.Channel("chat").HangOn(static m => m.Event.Subject == "poison");
        await engine.PublishAsync(Alerts.Message("poison", id: "p"));

        // The process that accepted it, and two that found it, end in it.
        for (var ends = 1; ends <= 3; ends++)
        {
            await CrashAsync(engine);
            await engine.AdvanceAsync(TimeSpan.FromSeconds(5));
            engine.Channel("chat").Attempts.Count.ShouldBe(ends + 1);
        }

        engine.Channel("mail").Attempts.ShouldBeEmpty();
        await CrashAsync(engine);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(5));

        engine.Channel("chat").Attempts.Count.ShouldBe(4);
        engine.Channel("mail").ShouldHaveDeliveredOnce();
        engine.Statistics.Pending.ShouldBe(0);
        engine.Errors.ShouldContain(static e => e.Contains("3 processes have ended while they sent it", StringComparison.Ordinal));
        var given = (await engine.ExplainAsync("p")).Deliveries.Single(static d => d.Channel == "chat");
        given.State.ShouldBe(DeliveryState.DeadLettered);
        given.Reasons.ShouldContain(DecisionReason.PoisonMessage);
        given.Attempts.Count.ShouldBe(3);
        given.Attempts.ShouldAllBe(static a => a.Result == DeliveryResultKind.Unknown && a.Reason!.Contains("the process ended", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Poison_WithoutFallback_IsADeadLetterThatCanBeSentAgain()
    {
        var engine = await StartAsync(static n => n.AddRecordingChannel("chat").AddRule("r", static r => r.OnEvent("**").To("chat")).ConfigureEngine(static e => e.MaxInterruptions = 1));
        engine.Channel("chat").HangOn(static m => m.Event.Subject == "poison");
        await engine.PublishAsync(Alerts.Message("poison", id: "p"));
        await CrashAsync(engine);
        await CrashAsync(engine);

        var operations = engine.Services.GetRequiredService<INotificationOperations>();
        var letter = (await operations.ListDeadLettersAsync(cancellationToken: TestContext.Current.CancellationToken)).Items.ShouldHaveSingleItem();
        engine.Channel("chat").HangOn(static _ => false);
        (await operations.RequeueAsync(letter.Id, new OperationActor(AuditActor.User("anna")), TestContext.Current.CancellationToken)).Outcome.ShouldBe(OperationOutcome.Done);
        await engine.WaitForIdleAsync();

        engine.Channel("chat").ShouldHaveDeliveredOnce();
    }

    [Fact]
    public async Task Poison_OthersUnderWayWithIt_AreSentAloneAndArrive()
    {
        var engine = await StartAsync(static n => n.AddRecordingChannel("chat").AddRule("r", static r => r.OnEvent("**").To("chat")).ConfigureChannel("chat", static c => c.Workers = 4));
        engine.Channel("chat").Hang();
        foreach (var name in (string[])["a", "poison", "b"])
            await engine.PublishAsync(Alerts.Message(name, id: name));
        await CrashAsync(engine);

        // All three are under way when the second process ends: none of them is known to be guilty.
        await CrashAsync(engine);
        engine.Channel("chat").HangOn(static m => m.Event.Subject == "poison");
        for (var ends = 0; ends < 4; ends++)
        {
            await engine.AdvanceAsync(TimeSpan.FromSeconds(6));
            await engine.PublishAsync(Alerts.Message($"new {ends}", id: $"new {ends}"));
            await CrashAsync(engine);
        }

        engine.Channel("chat").Deliveries.Select(static d => d.Event.Subject).ShouldBe(["a", "b", "new 0", "new 1", "new 2", "new 3"], ignoreOrder: true);
        (await engine.ExplainAsync("poison")).Deliveries.ShouldHaveSingleItem().State.ShouldBe(DeliveryState.DeadLettered);
        engine.Statistics.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Poison_AnswerBetweenTwoEnds_CountsAnew()
    {
        var engine = await StartAsync(static n => n.AddRecordingChannel("chat").AddRule("r", static r => r.OnEvent("**").To("chat")).ConfigureEngine(static e => e.MaxInterruptions = 2));
        engine.Channel("chat").HangOn(static m => m.Event.Subject == "x");
        await engine.PublishAsync(Alerts.Message("x", id: "x"));
        for (var round = 0; round < 4; round++)
        {
            // It is cut off, and answered for by the next process: this is a provider that is away, not a message that ends processes.
            await CrashAsync(engine);
            engine.Channel("chat").FailTimes(1);
            await CrashAsync(engine);
            engine.Channel("chat").HangOn(static m => m.Event.Subject == "x");
            await engine.AdvanceAsync(TimeSpan.FromMinutes(10));
        }

        (await engine.ExplainAsync("x")).Deliveries.ShouldHaveSingleItem().State.ShouldNotBe(DeliveryState.DeadLettered);
        engine.Channel("chat").Release();
        await engine.AdvanceAsync(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Poison_ResolverEndsEachProcess_SearchIsGivenUpAndTheFallbackTellsIt()
    {
        var resolver = new EndingResolver();
        var engine = await StartAsync(
            static n => n.AddRecordingChannel("chat").AddRecordingChannel("mail").AddRule("r", static r => r.OnEvent("**").ToUser("anna", "chat").FallbackTo("mail")),
            services => services.AddSingleton<IRecipientResolver>(resolver));
        resolver.StoreOf = () => (RoundTripStore)engine.Internals.Context.Store;
        await engine.PublishAsync(Alerts.Message(id: "p"));
        for (var ends = 1; ends <= 4; ends++)
        {
            resolver.Asked.ShouldBe(ends);
            await engine.RestartAsync(() => resolver.Left!);
            await engine.AdvanceAsync(TimeSpan.FromSeconds(5));
        }

        resolver.Asked.ShouldBe(4);
        engine.Channel("mail").ShouldHaveDeliveredOnce();
        (await engine.ExplainAsync("p")).Decisions.ShouldContain(static d => d.Reason == DecisionReason.PoisonMessage);
    }

    private async ValueTask<EngineHarness> StartAsync(Action<INotificationsBuilder> configure, Action<IServiceCollection>? services = null)
    {
        ExpectsErrors = true;
        return await StartAsync(StoreMode.RoundTrip, configure, services, restarts: false);
    }

    private static async Task CrashAsync(EngineHarness engine)
    {
        await engine.RestartAsync(((RoundTripStore)engine.Internals.Context.Store).Crash);
        await engine.WaitForIdleAsync();
    }

    /// <summary>Keeps what its process would leave behind if it ended here.</summary>
    private sealed class EndingResolver : IRecipientResolver
    {
        private RoundTripStore? _last;

        public Func<RoundTripStore>? StoreOf { get; set; }

        public RoundTripStore? Left { get; private set; }

        public int Asked { get; private set; }

        public ValueTask<IReadOnlyList<ResolvedRecipient>> ResolveAsync(Recipient recipient, string? tenantId, CancellationToken cancellationToken)
        {
            var store = StoreOf!();
            if (!ReferenceEquals(store, _last))
            {
                (Asked, _last) = (Asked + 1, store);
                Left = store.Crash();
            }

            throw new InvalidOperationException("the process ends here");
        }
    }
}
