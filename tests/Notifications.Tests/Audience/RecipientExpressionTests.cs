using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Testing;
using Notifications.Tests.Configuration;

namespace Notifications.Tests.Audience;

public sealed class RecipientExpressionTests : EngineTest
{
    [Theory, BothStores]
    public async Task ToExpression_WithChannel_TakesAddresses(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n
            .AddRecordingChannel("email")
            .AddRule("r", r => r.ToExpression("email", "event.data.mails")));

        await engine.PublishAsync(Event("""{"mails":"a@x.com"}"""));
        await engine.PublishAsync(Event("""{"mails":["b@x.com","c@x.com","b@x.com",""]}"""));
        await engine.PublishAsync(Event("""{"mails":42}"""));

        Destinations(engine, "email").ShouldBe(["42", "a@x.com", "b@x.com", "c@x.com"]);
    }

    [Theory, BothStores]
    public async Task ToExpression_WithoutChannel_TakesUsers(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n
            .AddRecordingChannel("email").AddRecordingChannel("push")
            .AddRule("r", r => r.ToExpression(null, "event.data.customer_id")), AddDirectory);

        await engine.PublishAsync(Event("""{"customer_id":"7"}"""));

        Destinations(engine, "email").ShouldBe(["User/7@email"]);
        Destinations(engine, "push").ShouldBe(["User/7@push"]);
    }

    [Theory, BothStores]
    public async Task ToExpression_Hostile_NeverBecomesAnotherKind(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n
            .AddRecordingChannel("email")
            .AddRule("r", r => r.ToExpression("email", "event.data.id", RecipientKind.User)), AddDirectory);

        await engine.PublishAsync(Event("""{"id":"Role:admins"}"""));

        Destinations(engine, "email").ShouldBe(["User/Role:admins@email"]);
    }

    [Theory]
    [InlineData("""{}""", true)]
    [InlineData("""{"to":null}""", false)]
    [InlineData("""{"to":""}""", false)]
    [InlineData("""{"to":[]}""", false)]
    [InlineData("""{"to":true}""", true)]
    [InlineData("""{"to":[{}]}""", true)]
    [InlineData("""{"to":"a\nb"}""", true)]
    public async Task ToExpression_GivesNobody_FallsBackAndSaysWhy(string data, bool failed)
    {
        var engine = await StartAsync(StoreMode.Memory, n => n
            .AddRecordingChannel("email").AddRecordingChannel("ops")
            .AddRule("r", r => r.ToExpression("email", "event.data.to").FallbackTo("ops")));

        await engine.PublishAsync(Event(data) with { Id = "e1" });

        engine.Channel("email").ShouldHaveNothing();
        engine.Channel("ops").ShouldHaveDeliveredOnce();
        var reasons = (await engine.ExplainAsync("e1")).Decisions.Select(static d => d.Reason).ToArray();
        reasons.ShouldContain(DecisionReason.NoRecipient);
        reasons.Contains(DecisionReason.ConditionFailed).ShouldBe(failed);
    }

    [Fact]
    public async Task ToExpression_MoreThanMaxFanOut_TellsTheFirst()
    {
        var engine = await StartAsync(StoreMode.Memory, n => n
            .AddRecordingChannel("email")
            .ConfigureEngine(static o => o.MaxFanOut = 3)
            .AddRule("r", r => r.ToExpression("email", "event.data.to")));

        await engine.PublishAsync(Event("""{"to":["a","b","c","d","e"]}""") with { Id = "e1" });

        Destinations(engine, "email").ShouldBe(["a", "b", "c"]);
        (await engine.ExplainAsync("e1")).Decisions.ShouldContain(static d => d.Reason == DecisionReason.ConditionFailed);
    }

    [Theory, BothStores]
    public async Task Batch_DifferentRecipients_AreCollectedApart(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n
            .AddRecordingChannel("email")
            .AddRule("r", r => r.ToExpression("email", "event.data.to").Batch(TimeSpan.FromMinutes(5))));

        await engine.PublishAsync(Event("""{"to":"a"}"""));
        await engine.PublishAsync(Event("""{"to":"b"}"""));
        await engine.PublishAsync(Event("""{"to":"a"}"""));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));
        await engine.PublishAsync(Event("""{"to":"a"}"""));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));

        engine.Channel("email").Deliveries.Select(static m => $"{m.Destination} {m.Aggregate?.Count ?? 1}").Order(StringComparer.Ordinal).ShouldBe(["a 1", "a 2", "b 1"]);
    }

    [Fact]
    public async Task When_FailsAtRunTime_IsInTheTraceAndTheStatistics()
    {
        var engine = await StartAsync(StoreMode.Memory, n => n
            .AddRecordingChannel("email")
            .AddRule("bad", r => r.When("event.data.missing > 1").To("email"))
            .AddRule("good", r => r.To("email")));

        await engine.PublishAsync(Event("{}") with { Id = "e1" });

        engine.Channel("email").ShouldHaveDeliveredOnce();
        (await engine.ExplainAsync("e1")).Decisions.ShouldContain(static d => d.Rule == "bad" && d.Reason == DecisionReason.ConditionFailed);
    }

    [Theory, BothStores]
    public async Task SampleRules_FromConfiguration_RunUnchanged(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n
            .AddRecordingChannel("slack").AddRecordingChannel("email").AddRecordingChannel("pagerduty").AddRecordingChannel("push").AddRecordingChannel("sms")
            .AddConfiguration(ConfigurationText.Root(SampleRules)), AddDirectory);

        await engine.PublishAsync(new NotificationEvent { Type = "system.database.pool_exhausted" });
        await engine.PublishAsync(new NotificationEvent { Type = "commerce.order.placed", Data = EventData.FromJson("""{"customer_id":"42"}""") });

        foreach (var channel in (string[])["slack", "email", "pagerduty"])
        {
            Destinations(engine, channel).ShouldBe([$"Role/on-call@{channel}", $"Role/ops-team@{channel}"]);
            engine.Channel(channel).Deliveries.ShouldAllBe(static m => m.Priority == Priority.Critical);
            engine.Channel(channel).Clear();
        }

        await engine.PublishAsync(new NotificationEvent { Type = "commerce.order.shipped", Data = EventData.FromJson("""{"customer_id":"42"}""") });
        engine.Channel("email").ShouldHaveNothing();
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));

        Destinations(engine, "email").ShouldBe(["User/42@email"]);
        Destinations(engine, "push").ShouldBe(["User/42@push"]);
        engine.Channel("sms").ShouldHaveNothing();
    }

    private const string SampleRules = """
        {
          "Rules": {
            "database-pool-exhaustion": {
              "When": "event.type == \"system.database.pool_exhausted\"",
              "DeliveryPriority": "Critical",
              "Targets": [
                { "Channel": "slack", "Recipient": "role:ops-team" }, { "Channel": "slack", "Recipient": "role:on-call" },
                { "Channel": "email", "Recipient": "role:ops-team" }, { "Channel": "email", "Recipient": "role:on-call" },
                { "Channel": "pagerduty", "Recipient": "role:ops-team" }, { "Channel": "pagerduty", "Recipient": "role:on-call" }
              ]
            },
            "order-shipped-notification": {
              "When": "event.type == \"commerce.order.shipped\"",
              "Domains": [ "commerce" ],
              "DeliveryPriority": "Normal",
              "Targets": [
                { "Channel": "email", "To": "event.data.customer_id", "ExpressionKind": "User" },
                { "Channel": "push", "To": "event.data.customer_id", "ExpressionKind": "User" }
              ],
              "Fallback": [ { "Channel": "sms", "To": "event.data.customer_id", "ExpressionKind": "User" } ],
              "Batch": { "Window": "5m" }
            }
          }
        }
        """;

    private static NotificationEvent Event(string data) => new() { Type = "a", Data = EventData.FromJson(data) };

    private static string?[] Destinations(EngineHarness engine, string channel) =>
        [.. engine.Channel(channel).Deliveries.Select(static m => m.Destination).Order(StringComparer.Ordinal)];

    private static void AddDirectory(IServiceCollection services) => services.AddSingleton<IRecipientResolver, Everybody>();

    /// <summary>Knows everybody, and an address on every channel.</summary>
    private sealed class Everybody : IRecipientResolver
    {
        public ValueTask<IReadOnlyList<ResolvedRecipient>> ResolveAsync(Recipient recipient, string? tenantId, CancellationToken cancellationToken)
        {
            var who = $"{recipient.Kind}/{recipient.Value}";
            string[] channels = ["slack", "email", "pagerduty", "push", "sms"];
            return new([new ResolvedRecipient { Id = who, Addresses = channels.ToDictionary(static c => c, c => $"{who}@{c}") }]);
        }
    }
}
