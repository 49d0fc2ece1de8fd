using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Rendering;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Operations;

public sealed class DrillTests : EngineTest
{
    [Theory, BothStores]
    public async Task Publish_Drill_IsMarkedAndCountedApart(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n.AddRecordingChannel("ops").AddRule("r", static r => r.OnEvent("**").To("ops")), restarts: false);

        await engine.PublishAsync(Alerts.Message(id: "real"));
        await engine.PublishAsync(Alerts.Message(id: "drill") with { Drill = true });

        engine.Channel("ops").Deliveries.Select(static m => (m.Event.Drill, m.Content.Subject.StartsWith("[DRILL] ", StringComparison.Ordinal), m.Content.Text.StartsWith("[DRILL] ", StringComparison.Ordinal)))
            .ShouldBe([(false, false, false), (true, true, true)]);
        engine.Statistics.Created.ShouldBe(1);
        engine.Statistics.Delivered.ShouldBe(1);
        engine.Statistics.Published.ShouldBe(1);
        engine.Statistics.Drills!.Created.ShouldBe(1);
        engine.Statistics.Drills.Delivered.ShouldBe(1);
        engine.Statistics.Channels.ShouldHaveSingleItem().Delivered.ShouldBe(1);
        (await engine.ExplainAsync("drill")).Deliveries.ShouldHaveSingleItem().Drill.ShouldBeTrue();
    }

    [Theory, BothStores]
    public async Task Publish_DrillOfAnAlertThatIsReal_NeitherSuppressesNorResolvesIt(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n.AddRecordingChannel("ops").AddRule("r", static r => r.OnEvent("**").To("ops").Debounce()));

        await engine.PublishAsync(Alerts.Firing(id: "1"));
        await engine.PublishAsync(Alerts.Firing(id: "2") with { Drill = true });
        await engine.PublishAsync(Alerts.Resolved(id: "3") with { Drill = true });
        await engine.PublishAsync(Alerts.Resolved(id: "4"));

        var told = engine.Channel("ops").Deliveries;
        told.Select(static m => (m.Event.Id, m.Status)).ShouldBe(
        [
            ("1", NotificationStatus.Firing), ("2", NotificationStatus.Firing), ("3", NotificationStatus.Resolved), ("4", NotificationStatus.Resolved),
        ]);
        told[1].CorrelationKey.ShouldBe("drill:" + told[0].CorrelationKey);
        told[2].CorrelationKey.ShouldBe(told[1].CorrelationKey);
    }

    [Theory, BothStores]
    public async Task Publish_DrillsInABatch_AreNoPartOfTheRealOne(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n
            .AddRecordingChannel("ops").AddRule("r", static r => r.OnEvent("**").To("ops").Batch(TimeSpan.FromMinutes(5), 100)));

        await engine.PublishAsync(Alerts.Message(id: "1"));
        await engine.PublishAsync(Alerts.Message(id: "2") with { Drill = true });
        await engine.PublishAsync(Alerts.Message(id: "3") with { Drill = true });
        engine.AssertAccounting();
        await engine.AdvanceAsync(TimeSpan.FromMinutes(6));

        engine.Channel("ops").Deliveries.Select(static m => (m.Event.Drill, m.Aggregate?.Count ?? 1)).ShouldBe([(false, 1), (true, 2)], ignoreOrder: true);
    }

    [Theory, BothStores]
    public async Task Publish_DrillOverALimitThatIsUsedUp_PassesAndUsesNothingUp(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n
            .AddRecordingChannel("ops").AddRule("r", static r => r.OnEvent("**").To("ops"))
            .AddLimit("l", static l => l.OnChannel("ops").Allow(1, TimeSpan.FromHours(1))), restarts: false);

        await engine.PublishAsync(Alerts.Message(id: "1") with { Drill = true });
        await engine.PublishAsync(Alerts.Message(id: "2"));

        engine.Channel("ops").Deliveries.Select(static m => m.Event.Id).ShouldBe(["1", "2"]);
    }

    [Theory, BothStores]
    public async Task Publish_DrillWithTheKeyOfARealEvent_IsNoDuplicate(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n.AddRecordingChannel("ops").AddRule("r", static r => r.OnEvent("**").To("ops")), restarts: false);
        var real = Alerts.Message(id: "1") with { IdempotencyKey = "k" };

        var first = await engine.PublishAsync(real);
        var drill = await engine.PublishAsync(real with { Id = "2", Drill = true });
        var again = await engine.PublishAsync(real with { Id = "3", Drill = true });

        (first.Kind, drill.Kind, again.Kind, again.EventId).ShouldBe((PublishKind.Accepted, PublishKind.Accepted, PublishKind.Duplicate, "2"));
    }

    [Fact]
    public async Task Publish_DrillOfATemplate_IsMarkedWhateverTheTemplateSays()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n
            .AddRecordingChannel("ops").AddRule("r", static r => r.OnEvent("**").To("ops").Template("t")).ConfigureEngine(static e => e.DefaultLocale = "fr-CA"),
            static s => s.AddSingleton<ITemplateEngine, FixedTemplates>());

        await engine.PublishAsync(Alerts.Message() with { Drill = true });

        var content = engine.Channel("ops").ShouldHaveDeliveredOnce().Content;
        content.Subject.ShouldBe("[EXERCICE] subject");
        content.Text.ShouldBe("[EXERCICE] text");
        content.Html.ShouldBe("<html><body class=\"a\"><p><strong>[EXERCICE]</strong></p>html</body></html>");
        content.Markdown.ShouldBe("**EXERCICE**\n\nmarkdown");
        content.Blocks.ShouldBeNull();
    }

    [Fact]
    public async Task Send_DrillRequest_IsMarkedAndCountedApart()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("ops"));

        await engine.SendAsync(new NotificationRequest { Channels = ["ops"], Subject = "s", Body = "b", Drill = true });

        engine.Channel("ops").ShouldHaveDeliveredOnce().Content.Subject.ShouldBe("[DRILL] s");
        engine.Statistics.Requests.ShouldBe(0);
        engine.Statistics.Drills!.Requests.ShouldBe(1);
    }

    [Theory, BothStores]
    public async Task GetStatistics_CountDrills_HasThemInAllNumbers(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n
            .AddRecordingChannel("ops").AddRule("r", static r => r.OnEvent("**").To("ops")).ConfigureEngine(static e => e.CountDrills = true), restarts: false);

        await engine.PublishAsync(Alerts.Message());
        await engine.PublishAsync(Alerts.Message() with { Drill = true });

        engine.Statistics.Delivered.ShouldBe(2);
        engine.Statistics.Drills!.Delivered.ShouldBe(1);
    }

    [Theory]
    [InlineData(null, "[DRILL]")]
    [InlineData("en-GB", "[DRILL]")]
    [InlineData("fr", "[EXERCICE]")]
    [InlineData("fr-CA", "[EXERCICE]")]
    [InlineData("fry", "[DRILL]")]
    public void For_Locale_IsItsWord(string? locale, string mark) => DrillMark.For(locale).ShouldBe(mark);

    [Fact]
    public void Apply_Twice_MarksOnce()
    {
        var once = DrillMark.Apply(new NotificationContent { Subject = "s", Text = "t" }, "en");

        DrillMark.Apply(once, "fr").ShouldBeSameAs(once);
    }

    private sealed class FixedTemplates : ITemplateEngine
    {
        public NotificationContent Render(TemplateContext context) => new()
        {
            Subject = "subject",
            Text = "text",
            Html = "<html><body class=\"a\">html</body></html>",
            Markdown = "markdown",
            Blocks = EventData.FromJson("[]"),
        };

        public string? FindProblem(string template, string? tenantId, NotificationEvent? notificationEvent) => null;
    }
}
