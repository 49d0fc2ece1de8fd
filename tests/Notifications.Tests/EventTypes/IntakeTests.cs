using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.EventTypes;

/// <summary>What is registered of event types, at the door.</summary>
public sealed class IntakeTests : EngineTest
{
    private const string Schema = """{"type":"object","required":["region"],"properties":{"region":{"type":"string"},"n":{"type":"integer"}},"additionalProperties":false}""";

    [Theory, BothStores]
    public async Task Publish_MatchesItsSchema_IsTaken(StoreMode mode)
    {
        var engine = await Start(mode, static t => t.Schema(Schema).Validation(EventValidation.Refuse));
        (await engine.PublishAsync(Event("""{"region":"eu"}"""))).Kind.ShouldBe(PublishKind.Accepted);
        engine.Channel("mail").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Publish_ViolatesASchemaThatRefuses_IsRefusedWithPointerAndFix(StoreMode mode)
    {
        var engine = await Start(mode, static t => t.Schema(Schema).Validation(EventValidation.Refuse));

        var result = await engine.PublishAsync(Event("""{"regoin":"eu","n":1.5}"""));

        result.Kind.ShouldBe(PublishKind.Refused);
        result.Error!.Code.ShouldBe(NotificationErrorCode.SchemaViolation);
        result.Error.Message.ShouldBe("Data does not match the schema of 'order.failed': the value lacks 'region': add it; "
            + "/regoin is not declared: did you mean 'region'? If not, remove it; /n is a number with a fraction: write a whole number.");
        engine.Channel("mail").Deliveries.ShouldBeEmpty();
    }

    [Theory, BothStores]
    public async Task Publish_ViolatesASchemaThatWarns_IsTakenAndInTheTrace(StoreMode mode)
    {
        var engine = await Start(mode, static t => t.Schema(Schema));

        (await engine.PublishAsync(Event("{}") with { Id = "e" })).Kind.ShouldBe(PublishKind.Accepted);

        engine.Channel("mail").ShouldHaveDeliveredOnce();
        (await engine.ExplainAsync("e")).Decisions[0].Reason.ShouldBe(DecisionReason.SchemaViolated);
    }

    [Theory, BothStores]
    public async Task Publish_NoDataWhereTheSchemaWantsSome_IsSaidSo(StoreMode mode)
    {
        var engine = await Start(mode, static t => t.Schema(Schema).Validation(EventValidation.Refuse));
        (await engine.PublishAsync(Event(null))).Error!.Message.ShouldContain("there is no data: add it");
    }

    [Theory, BothStores]
    public async Task Publish_ValidationOff_IsNotLookedAt(StoreMode mode)
    {
        var engine = await Start(mode, static t => t.Schema(Schema).Validation(EventValidation.Off));
        await engine.PublishAsync(Event("7") with { Id = "e" });
        (await engine.ExplainAsync("e")).Decisions.ShouldNotContain(static d => d.Reason == DecisionReason.SchemaViolated);
    }

    [Fact]
    public async Task Publish_TypeSaysNothing_ThePolicyIsTheEngines()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("mail")
            .ConfigureEngine(static o => o.EventValidation = EventValidation.Refuse)
            .AddEventType("order.failed", static t => t.Schema(Schema))
            .AddEventType("order.late", static t => t.Schema(Schema).Validation(EventValidation.Warn)));
        (await engine.PublishAsync(Event("{}"))).Error!.Code.ShouldBe(NotificationErrorCode.SchemaViolation);
        (await engine.PublishAsync(Event("{}") with { Type = "order.late" })).Kind.ShouldBe(PublishKind.Unrouted);
    }

    [Theory]
    [InlineData(UnknownEventTypes.Accept, true, false)]
    [InlineData(UnknownEventTypes.Warn, true, true)]
    [InlineData(UnknownEventTypes.Refuse, false, false)]
    public async Task Publish_UnknownType_FollowsThePolicy(UnknownEventTypes policy, bool isTaken, bool isInTheTrace)
    {
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail")
            .ConfigureEngine(o => o.UnknownEventTypes = policy)
            .AddEventType("order.failed", static t => t.Description("d"))
            .AddRule("all", static r => r.OnEvent("*").To("mail")));

        var result = await engine.PublishAsync(Event("{}") with { Type = "order.faild", Id = "e" });

        result.IsAccepted.ShouldBe(isTaken);
        if (isTaken)
            (await engine.ExplainAsync("e")).Decisions.Any(static d => d.Reason == DecisionReason.UnknownEventType).ShouldBe(isInTheTrace);
        else
            result.Error!.ToString().ShouldBe("UnknownEventType: Type 'order.faild' is not registered, and only registered types are taken: did you mean 'order.failed'? Register it with AddEventType or under EventTypes.");
    }

    [Fact]
    public async Task Publish_EnginesOwnType_IsNeverUnknown()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("mail").ConfigureEngine(static o => o.UnknownEventTypes = UnknownEventTypes.Refuse));
        (await engine.PublishAsync(Event("{}") with { Type = "notifications.channel.failing" })).IsAccepted.ShouldBeTrue();
    }

    [Theory, BothStores]
    public async Task Publish_NoSeverity_TakesThatOfTheType(StoreMode mode)
    {
        var engine = await Start(mode, static t => t.Severity(Severity.High), static r => r.MinSeverity(Severity.High));
        await engine.PublishAsync(Event("{}") with { Id = "default" });
        await engine.PublishAsync(Event("{}") with { Id = "stated", Severity = Severity.Info });
        engine.Channel("mail").ShouldHaveDeliveredOnce().Event!.Severity.ShouldBe(Severity.High);
    }

    [Fact]
    public async Task Publish_AsJson_SeverityIsStatedOnlyWhenItIsThere()
    {
        var engine = await Start(StoreMode.Memory, static t => t.Severity(Severity.High));
        foreach (var json in new[] { """{"type":"order.failed"}""", """{"type":"order.failed","severity":"info"}""" })
        {
            Notifications.Publishing.NotificationEventJson.TryRead(System.Text.Encoding.UTF8.GetBytes(json), out var e, out _).ShouldBeTrue();
            await engine.PublishAsync(e!);
        }

        engine.Channel("mail").Deliveries.Select(static m => m.Event!.Severity).ShouldBe([Severity.High, Severity.Info]);
    }

    [Fact]
    public async Task Publish_SameKeyAfterTheSchemaBecameStricter_IsTheDuplicateThatItIs()
    {
        var configuration = Notifications.Tests.Configuration.ConfigurationText.Root("{}", out var text);
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail").AddRule("all", static r => r.OnEvent("*").To("mail")).AddConfiguration(configuration));
        var e = Event("{}") with { IdempotencyKey = "k" };
        (await engine.PublishAsync(e)).Kind.ShouldBe(PublishKind.Accepted);
        text.Change("""{"EventTypes":{"order.failed":{"DefaultSeverity":"High","Validation":"Refuse","Schema":{"required":["region"]}}}}""");
        (await engine.PublishAsync(e)).Kind.ShouldBe(PublishKind.Duplicate);
        (await engine.PublishAsync(e with { IdempotencyKey = "other" })).Error!.Code.ShouldBe(NotificationErrorCode.SchemaViolation);
    }

    [Fact]
    public async Task PublishMany_OneViolates_TheOthersAreTaken()
    {
        var engine = await Start(StoreMode.Memory, static t => t.Schema(Schema).Validation(EventValidation.Refuse));
        var kinds = new List<PublishKind>();
        await foreach (var result in engine.Publisher.PublishManyAsync([Event("""{"region":"eu"}"""), Event("{}"), Event("""{"region":"us"}""")]))
            kinds.Add(result.Kind);
        kinds.ShouldBe([PublishKind.Accepted, PublishKind.Refused, PublishKind.Accepted]);
    }

    [Fact]
    public async Task Publish_Typed_HasTheSchemaOfItsContract()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("mail")
            .AddEventType("parcel.lost", ParcelJson.Default.ParcelLost, static t => t.Severity(Severity.High).Validation(EventValidation.Refuse))
            .AddRule("parcels", static r => r.On<ParcelLost>(static p => p.Weight > 1).To("mail")));

        (await engine.Publisher.PublishAsync(new ParcelLost("p1", 2))).Kind.ShouldBe(PublishKind.Accepted);
        var refused = await engine.PublishAsync(new NotificationEvent { Type = "parcel.lost", Data = EventData.FromJson("""{"id":7,"weight":"heavy"}""") });
        refused.Error!.Message.ShouldContain("/id is a whole number: write a text");
        await engine.WaitForIdleAsync();
        engine.Channel("mail").ShouldHaveDeliveredOnce().Event!.Severity.ShouldBe(Severity.High);
    }

    [Fact]
    public async Task Publish_Globs_TheOneWithTheMostFixedCharactersServes()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("mail")
            .AddEventType("*", static t => t.Description("any"))
            .AddEventType("order.*", static t => t.Description("order"))
            .AddEventType("order.failed", static t => t.Description("exact"))
            .AddEventType("order.*.late", static t => t.Description("late")));
        var types = engine.Services.GetRequiredService<IEventTypeRegistry>();
        types.List().Select(static t => t.Name).ShouldBe(["*", "order.*", "order.*.late", "order.failed"]);
        new[] { "x", "order.new", "order.failed", "order.1.late", "order" }.Select(t => types.Find(t)!.Description).ShouldBe(["any", "order", "exact", "late", "any"]);
    }

    [Theory, BothStores]
    public async Task Publish_RuleWithoutCategory_TakesThatOfTheType(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n.AddRecordingChannel("mail").AddRecordingChannel("other")
            .AddEventType("order.failed", static t => t.Category("orders"))
            .AddLimit("orders", static l => l.Allow(1, TimeSpan.FromHours(1)).Per(LimitScope.Category, "orders").Drop())
            .AddRule("plain", static r => r.OnEvent("order.*").To("mail"))
            .AddRule("own", static r => r.OnEvent("order.*").Category("own").To("other")));
        await engine.PublishAsync(Event("{}"));
        await engine.PublishAsync(Event("{}"));
        engine.Channel("mail").Deliveries.Count.ShouldBe(1);
        engine.Channel("other").Deliveries.Count.ShouldBe(2);
    }

    [Theory, BothStores]
    public async Task Publish_RuleWithoutTemplate_TakesThatOfTheTypeForTheChannel(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n.AddRecordingChannel("mail").AddRecordingChannel("chat")
            .AddEventType("order.failed", static t => t.Template("mail", "long").Template("*", "short"))
            .AddRule("plain", static r => r.OnEvent("order.*").To("mail").To("chat"))
            .AddRule("own", static r => r.OnEvent("order.*").Template("own").To("mail", "b")), static s => s.AddSingleton<ITemplateEngine>(new NamingTemplates()));
        await engine.PublishAsync(Event("{}"));
        engine.Channel("mail").Deliveries.Select(static m => m.Content.Text).ShouldBe(["long", "own"], ignoreOrder: true);
        engine.Channel("chat").ShouldHaveDeliveredOnce().Content.Text.ShouldBe("short");
    }

    [Fact]
    public async Task Registry_SampleAndCheck_AreThoseOfTheType()
    {
        var engine = await Start(StoreMode.Memory, static t => t.Schema(Schema).Sample("""{"region":"eu"}""").Severity(Severity.Low));
        var types = engine.Services.GetRequiredService<IEventTypeRegistry>();
        types.CreateSample("order.failed").ShouldBe(new NotificationEvent { Type = "order.failed", Severity = Severity.Low, Data = EventData.FromJson("""{"region":"eu"}""") });
        types.CreateSample("other").ShouldBeNull();
        types.Check("order.failed", EventData.FromJson("{}"))!.Code.ShouldBe(NotificationErrorCode.SchemaViolation);
        types.Check("order.failed", EventData.FromJson("""{"region":"eu"}""")).ShouldBeNull();
        types.FindProblem("order.failed", ["regoin"]).ShouldBe("the data of 'order.failed' has no 'regoin'; did you mean 'region'?");
        types.FindProblem("order.failed", ["region"]).ShouldBeNull();
        types.FindProblem("other", ["regoin"]).ShouldBeNull();
    }

    private ValueTask<EngineHarness> Start(StoreMode mode, Action<EventTypeBuilder> type, Action<RuleBuilder>? rule = null) => StartAsync(mode, n => n
        .AddRecordingChannel("mail")
        .AddEventType("order.failed", type)
        .AddRule("orders", r =>
        {
            r.OnEvent("order.*").To("mail");
            rule?.Invoke(r);
        }));

    private static NotificationEvent Event(string? data) => new() { Type = "order.failed", Data = data is null ? null : EventData.FromJson(data) };

    private sealed class NamingTemplates : ITemplateEngine
    {
        public NotificationContent Render(TemplateContext context) => new() { Subject = "s", Text = context.Template ?? "none" };
    }
}
