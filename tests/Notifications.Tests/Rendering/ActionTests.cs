using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Publishing;
using Notifications.Telemetry;
using Notifications.Testing;
using Notifications.Tests.Http;

namespace Notifications.Tests.Rendering;

/// <summary>Buttons: from the rule, the request or the template to the channel.</summary>
public sealed class ActionTests : EngineTest
{
    private static readonly NotificationAction Open = new() { Label = "Open", Url = "https://example.com/1" };
    private static readonly NotificationAction Acknowledge = new() { Label = "Acknowledge", Name = "acknowledge", Value = "42", Style = NotificationActionStyle.Primary };

    [Theory, BothStores]
    public async Task Publish_RuleHasActions_TheyArriveWithTheText(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n.AddRecordingChannel("chat").AddRule("r", static r => r
            .OnEvent("order.*").To("chat")
            .Link("Open", "https://example.com/1")
            .Link("Runbook", static e => e.Labels.GetValueOrDefault("runbook"))
            .Link("Thrown", static _ => throw new InvalidOperationException("never"))
            .Action(new RuleAction { Label = "Label", UrlLabel = "page" })
            .Action(new RuleAction { Label = "Acknowledge", Name = "acknowledge", Value = "42", Style = NotificationActionStyle.Primary })));

        await engine.PublishAsync(Alerts.Message() with { Labels = LabelSet.From(new Dictionary<string, string>(StringComparer.Ordinal) { ["runbook"] = "javascript:alert(1)", ["page"] = "http://page.example/" }) });

        var content = engine.Channel("chat").ShouldHaveDeliveredOnce().Content;
        content.Subject.ShouldContain("order.failed");
        content.Actions.ShouldBe([Open, new() { Label = "Label", Url = "http://page.example/" }, Acknowledge]);
    }

    [Theory]
    [InlineData("javascript:alert(1)", "no absolute http")]
    [InlineData("data:text/html,x", "no absolute http")]
    [InlineData("//evil.example", "no absolute http")]
    [InlineData("https://bank.example@evil.example/", "no absolute http")]
    [InlineData("vbscript:evil", "no absolute http")]
    [InlineData("https://a.example/\r\nX: y", "no absolute http")]
    [InlineData("throw", "threw InvalidOperationException")]
    public async Task Publish_LinkThatCannotBeShown_IsCountedAndLoggedAndTheMessageGoesOut(string url, string problem)
    {
        using var log = new LogRecorder();
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("chat").AddRule("r", r => r
            .OnEvent("*").To("chat").Link("Open", "https://example.com/1").Link("Runbook", _ => url == "throw" ? throw new InvalidOperationException("secret") : url)),
            s => s.AddSingleton<ILoggerProvider>(log));

        await engine.PublishAsync(new NotificationEvent { Type = "incident" });
        await engine.PublishAsync(new NotificationEvent { Type = "incident" });

        engine.Channel("chat").Deliveries.ShouldAllBe(static m => m.Content.Actions.Count == 1);
        engine.Channel("chat").Deliveries.Count.ShouldBe(2);
        ReadErrors(engine, "action").ShouldBe(2);
        var line = log.Lines.Where(static l => l.StartsWith("1023 ", StringComparison.Ordinal)).ShouldHaveSingleItem();
        line.ShouldContain("'Runbook': ");
        line.ShouldContain(problem);
        line.ShouldNotContain("evil");
        line.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Publish_NoAddressForALink_IsNoError()
    {
        using var log = new LogRecorder();
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("chat").AddRule("r", static r => r
            .OnEvent("*").To("chat").Link("Runbook", static e => e.Labels.GetValueOrDefault("runbook"))), s => s.AddSingleton<ILoggerProvider>(log));

        await engine.PublishAsync(new NotificationEvent { Type = "incident" });

        engine.Channel("chat").ShouldHaveDeliveredOnce().Content.Actions.ShouldBeEmpty();
        log.Lines.ShouldNotContain(static l => l.StartsWith("1023 ", StringComparison.Ordinal));
    }

    [Theory, BothStores]
    public async Task Publish_Resolved_HasLinksAndNothingToDo(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n.AddRecordingChannel("chat").AddRule("r", static r => r
            .OnEvent("*").To("chat").Link("Open", "https://example.com/1").Action("Acknowledge", "acknowledge")
            .Action(new RuleAction { Label = "Reopen", Name = "reopen", Statuses = [NotificationStatus.Resolved] })));
        var e = new NotificationEvent { Type = "incident", CorrelationKey = "i", Status = NotificationStatus.Firing };

        await engine.PublishAsync(e);
        await engine.PublishAsync(e with { Status = NotificationStatus.Resolved });

        var sent = engine.Channel("chat").Deliveries.Select(static m => string.Join(',', m.Content.Actions.Select(static a => a.Label)));
        sent.ShouldBe(["Open,Acknowledge", "Open,Reopen"]);
    }

    [Theory, BothStores]
    public async Task Send_WithActions_TheyArriveAndBelongToTheKey(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n.AddRecordingChannel("chat").AddRecordingChannel("mail"));
        var request = new NotificationRequest { Channels = ["chat"], Subject = "Hello", IdempotencyKey = "k", Actions = [Open] };

        (await engine.SendAsync(request)).Kind.ShouldBe(RequestKind.Accepted);
        (await engine.SendAsync(request)).Kind.ShouldBe(RequestKind.Duplicate);
        (await engine.SendAsync(request with { Actions = [Acknowledge] })).Error!.Code.ShouldBe(NotificationErrorCode.IdempotencyConflict);
        await engine.SendAsync(new NotificationRequest
        {
            Channels = ["mail"],
            ContentByChannel = new Dictionary<string, NotificationContent>(StringComparer.Ordinal) { ["mail"] = new() { Subject = "s", Text = "t", Actions = [Acknowledge] } },
        });

        engine.Channel("chat").ShouldHaveDeliveredOnce().Content.Actions.ShouldBe([Open]);
        engine.Channel("mail").ShouldHaveDeliveredOnce().Content.Actions.ShouldBe([Acknowledge]);
    }

    [Fact]
    public async Task Send_TemplateOfARequest_KeepsTheRequestsActions()
    {
        var engine = await StartAsync(
            StoreMode.Memory, static n => n.AddRecordingChannel("chat"), static s => s.AddSingleton<ITemplateEngine>(new OneTemplate()));

        await engine.SendAsync(new NotificationRequest { Channels = ["chat"], Template = "t", Actions = [Open] });
        await engine.SendAsync(new NotificationRequest { Channels = ["chat"], Template = "t", CorrelationKey = "2" });

        engine.Channel("chat").Deliveries.Select(static m => m.Content.Actions.Single()).ShouldBe([Open, Acknowledge]);
        engine.Channel("chat").Deliveries.ShouldAllBe(static m => m.Content.Text == "templated");
    }

    [Fact]
    public async Task Start_ActionsInConfiguration_AreBoundAndCheckedAllAtOnce()
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Rules:r:EventTypes:0"] = "**",
            ["Rules:r:Targets:0"] = "chat",
            ["Rules:r:Actions:0:Label"] = "Open",
            ["Rules:r:Actions:0:Url"] = "https://example.com/1",
            ["Rules:r:Actions:1:Label"] = "Acknowledge",
            ["Rules:r:Actions:1:Name"] = "acknowledge",
            ["Rules:r:Actions:1:Value"] = "42",
            ["Rules:r:Actions:1:Style"] = "primary",
            ["Rules:r:Actions:1:Statuses"] = "None",
        };
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("chat").AddConfiguration(Configuration(values)));
        await engine.PublishAsync(Alerts.Message());
        engine.Channel("chat").ShouldHaveDeliveredOnce().Content.Actions.ShouldBe([Open, Acknowledge]);

        values["Rules:r:Actions:0:UrlLabel"] = "page";
        values["Rules:r:Actions:1:Name"] = "a b";
        values["Rules:r:Actions:2"] = "text";
        var error = await Should.ThrowAsync<NotificationsConfigurationException>(
            async () => await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("chat").AddConfiguration(Configuration(values))));
        error.Message.ShouldContain("several ways");
        error.Message.ShouldContain("Name is no name");
        error.Message.ShouldContain("is a text");
    }

    public static TheoryData<string, NotificationAction?> BadActions() => new()
    {
        { "null", null },
        { "Label is missing", Open with { Label = " " } },
        { "more than 75", Open with { Label = new string('x', 76) } },
        { "control", Open with { Label = "a\nb" } },
        { "neither", Open with { Url = null } },
        { "both", Open with { Name = "n" } },
        { "Url is no", Open with { Url = "javascript:alert(1)" } },
        { "Url is no", Open with { Url = "/relative" } },
        { "Url is no", Open with { Url = "https://example.com/" + new string('x', 2_048) } },
        { "Url is no", Open with { Url = "https://example.com/\r\n" } },
        { "Name is no", Acknowledge with { Name = "a b" } },
        { "Name is no", Acknowledge with { Name = new string('n', 65) } },
        { "Value has 513", Acknowledge with { Value = new string('v', 513) } },
        { "Style is 9", Acknowledge with { Style = (NotificationActionStyle)9 } },
    };

    [Theory]
    [MemberData(nameof(BadActions))]
    public void Check_BadAction_SaysWhat(string says, NotificationAction? action) => ActionRule.Check(string.Empty, [action!])!.Message.ShouldContain(says);

    [Fact]
    public void Check_BoundsAreInclusive_AndTooManyAreRefused()
    {
        ActionRule.Check(string.Empty, [Open with { Label = string.Concat(Enumerable.Repeat("😀", 75)) }]).ShouldBeNull();
        ActionRule.Check(string.Empty, [.. Enumerable.Repeat(Open, 25)]).ShouldBeNull();
        ActionRule.Check(string.Empty, [.. Enumerable.Repeat(Open, 26)])!.Message.ShouldContain("26");
        ActionRule.Check(string.Empty, null)!.Message.ShouldContain("null");
    }

    [Fact]
    public void Equals_OtherActions_IsFalse()
    {
        var content = new NotificationContent { Subject = "s", Text = "t" };
        (content with { Actions = [Open] }).ShouldNotBe(content);
        (content with { Actions = [Open] }).ShouldBe(content with { Actions = [Open with { }] });
    }

    private static IConfigurationRoot Configuration(Dictionary<string, string?> values) => new ConfigurationBuilder().AddInMemoryCollection(values).Build();

    private sealed class OneTemplate : ITemplateEngine
    {
        public NotificationContent? Render(TemplateContext context) => new() { Subject = "s", Text = "templated", Actions = [Acknowledge] };
    }

    private static long ReadErrors(EngineHarness engine, string kind)
    {
        var sum = 0L;
        var meters = engine.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == MetricNames.Errors && ReferenceEquals(instrument.Meter.Scope, meters))
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => sum += tags.Contains(new(TagNames.Kind, kind)) ? value : 0);
        listener.Start();
        listener.RecordObservableInstruments();
        return sum;
    }
}
