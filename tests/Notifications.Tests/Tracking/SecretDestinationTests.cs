using Microsoft.Extensions.DependencyInjection;
using Notifications.Audit;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.History;
using Notifications.Operations;
using Notifications.Storage;
using Notifications.Testing;
using Notifications.Tracking;

namespace Notifications.Tests.Tracking;

public sealed class SecretDestinationTests : EngineTest
{
    private const string Secret = "https://hooks.example/services/T1/B1/top-secret";
    private const string Other = "https://hooks.example/services/T1/B1/other-secret";
    private const string Shown = "https://hooks.example/***#09df1625f180";
    private static readonly ChannelTraits Traits = new() { IsSecretDestination = static d => d.Contains("-secret", StringComparison.Ordinal) };

    [Theory]
    [InlineData(Secret, Shown)]
    [InlineData("https://hooks.example:8443/x?token=a", "https://hooks.example:8443/***#")]
    [InlineData("https://user:pass@hooks.example/", "https://hooks.example/***#")]
    [InlineData("0123456789abcdef0123456789abcdef", "***#")]
    [InlineData("hooks.example/services/x", "***#")]
    [InlineData("mailto:a@b", "***#")]
    [InlineData("", "***#")]
    public void Redact_Destination_KeepsPlaceAndHashAlone(string destination, string expected)
    {
        var shown = SecretDestination.Redact(destination);
        shown.ShouldStartWith(expected);
        shown.Length.ShouldBe(expected.EndsWith('#') ? expected.Length + 12 : expected.Length);
        SecretDestination.Redact(destination).ShouldBe(shown);
        SecretDestination.IsRedacted(shown).ShouldBeTrue();
    }

    [Theory]
    [InlineData("ops@acme.com")]
    [InlineData("***#09df1625f18")]
    [InlineData("***#09df1625f18g")]
    [InlineData("**#09df1625f180")]
    [InlineData("")]
    public void IsRedacted_OtherText_IsFalse(string text) => SecretDestination.IsRedacted(text).ShouldBeFalse();

    [Theory]
    [InlineData(Secret, true)]
    [InlineData(Shown, true)]
    [InlineData("https://HOOKS.example/***#09DF1625F180", true)]
    [InlineData("https://elsewhere.example/***#09df1625f180", false)]
    [InlineData("***#09df1625f180", false)]
    [InlineData(Other, false)]
    public void Fits_AskedFor_IsItselfOrItsForm(string asked, bool expected) =>
        SecretDestination.Fits(asked, Secret, StringComparison.OrdinalIgnoreCase).ShouldBe(expected);

    [Theory, BothStores]
    public async Task Delivery_ToASecret_IsShownRedactedAndSentWhole(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);

        await engine.PublishAsync(Alerts.Message(id: "m"));

        engine.Channel("hook").Deliveries.Select(static m => m.Destination).ShouldBe([Secret, Other], ignoreOrder: true);
        engine.Channel("hook").Deliveries[0].ToString().ShouldNotContain("-secret");
        var trace = await engine.ExplainAsync("m");
        trace.Deliveries.ShouldContain(static d => d.Destination == Shown);
        trace.ToString().ShouldContain(Shown);
        trace.ToString().ShouldNotContain("-secret");
        string.Concat(trace.Deliveries).ShouldNotContain("-secret");
    }

    [Theory, BothStores]
    public async Task Search_ByTheWholeAndByTheShownForm_FindsIt(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await engine.PublishAsync(Alerts.Message(id: "m"));

        foreach (var asked in new[] { Secret, Shown, Shown.ToUpperInvariant() })
        {
            var entry = (await SearchAsync(engine, asked)).ShouldHaveSingleItem();
            (entry.Delivery!.Destination, entry.Delivery.State).ShouldBe((Shown, DeliveryState.Delivered));
            entry.ToString().ShouldNotContain("-secret");
        }

        (await SearchAsync(engine, "https://hooks.example/***#000000000000")).ShouldBeEmpty();
        (await SearchAsync(engine, "ops@acme.com")).ShouldHaveSingleItem().Delivery!.Destination.ShouldBe("ops@acme.com");
    }

    [Theory, BothStores]
    public async Task DeadLetter_ToASecret_IsShownFoundAndSentAgain(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        ExpectsErrors = true;
        engine.Channel("hook").Respond(DeliveryResult.Rejected(RejectionKind.Content, "400"));
        await engine.PublishAsync(Alerts.Message(id: "m"));
        engine.Channel("hook").Respond(DeliveryResult.Delivered());
        var operations = engine.Services.GetRequiredService<INotificationOperations>();

        var letter = (await operations.ListDeadLettersAsync(new DeadLetterFilter { Destination = Shown })).Items.ShouldHaveSingleItem();
        letter.Delivery.Destination.ShouldBe(Shown);
        letter.ToString().ShouldNotContain("-secret");
        (await operations.ListDeadLettersAsync(new DeadLetterFilter { Destination = Secret })).Items.ShouldHaveSingleItem().Id.ShouldBe(letter.Id);
        (await operations.RequeueAsync(letter.Id, new OperationActor(AuditActor.User("ada")))).Outcome.ShouldBe(OperationOutcome.Done);
        await engine.WaitForIdleAsync();

        engine.Channel("hook").Deliveries.ShouldHaveSingleItem().Destination.ShouldBe(Secret);
        var audit = await engine.Services.GetRequiredService<INotificationAudit>().SearchAsync(new AuditSearch());
        string.Concat(audit.Records).ShouldNotContain("-secret");
    }

    [Theory, BothStores]
    public async Task InDoubt_ToASecret_IsShownRedacted(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n
            .AddRecordingChannel("hook", Traits with { IsCostly = true })
            .AddRule("hook", static r => r.OnEvent("**").To("hook", Secret)));
        engine.Channel("hook").Respond(DeliveryResult.Unknown("no answer"));
        await engine.PublishAsync(Alerts.Message());

        var held = (await engine.Services.GetRequiredService<INotificationOperations>().ListInDoubtAsync()).Items.ShouldHaveSingleItem();
        held.Destination.ShouldBe(Shown);
    }

    [Fact]
    public async Task IsSecretDestination_Throws_HidesAndSends()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n
            .AddRecordingChannel("hook", new ChannelTraits { IsSecretDestination = static _ => throw new FormatException("no") })
            .AddRule("hook", static r => r.OnEvent("**").To("hook", Secret)));

        await engine.PublishAsync(Alerts.Message(id: "m"));

        engine.Channel("hook").ShouldHaveDeliveredOnce().Destination.ShouldBe(Secret);
        (await engine.ExplainAsync("m")).Deliveries.ShouldHaveSingleItem().Destination.ShouldBe(Shown);
    }

    [Fact]
    public void RuleTarget_ToString_HidesPaths()
    {
        new RuleTarget { Channel = "hook", Destination = Secret }.ToString().ShouldBe($"hook ({Shown})");
        new RuleTarget { Channel = "email", Destination = "ops@acme.com" }.ToString().ShouldBe("email (ops@acme.com)");
    }

    private static void Configure(INotificationsBuilder n) => n
        .AddRecordingChannel("hook", Traits)
        .AddRecordingChannel("email", Traits)
        .AddRule("hook", static r => r.OnEvent("**").To("hook", Secret).To("email", "ops@acme.com"))
        .AddRule("other", static r => r.OnEvent("**").To("hook", Other));

    private static async Task<IReadOnlyList<HistoryEntry>> SearchAsync(EngineHarness engine, string destination) =>
        (await engine.Services.GetRequiredService<INotificationHistory>().SearchAsync(new HistorySearch { Destination = destination })).Entries;
}
