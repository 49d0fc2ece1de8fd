using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Configuration;
using Notifications.Handlebars.Tests.Support;
using Notifications.Testing;
using Notifications.Tests.Http;

namespace Notifications.Handlebars.Tests;

/// <summary>Templates in an engine.</summary>
public sealed class EngineTests
{
    private static readonly NotificationEvent Down = new()
    {
        Type = "incident.detected",
        Severity = Severity.High,
        Time = Texts.Now,
        Data = EventData.FromJson("""{"title":"Checkout is down"}"""),
    };

    [Fact]
    public async Task Publish_EventTypeWithAShippedTemplate_IsMadeByIt()
    {
        await using var engine = await StartAsync(r => r.To("mail"));

        await PublishAsync(engine, Down);

        var content = engine.Channel("mail").ShouldHaveDeliveredOnce().Content;
        content.Subject.ShouldBe("🟠 [High] Checkout is down");
        content.Html!.ShouldContain("<h1");
        content.Text.ShouldStartWith("Checkout is down\n");
    }

    [Fact]
    public async Task Publish_Locale_IsTheEngines()
    {
        await using var engine = await StartAsync(r => r.To("mail").Template("infrastructure-alert"), n => n.ConfigureEngine(static o => o.DefaultLocale = "fr-CA"));

        await PublishAsync(engine, Down);

        engine.Channel("mail").ShouldHaveDeliveredOnce().Content.Subject.ShouldBe("🟠 [Élevée] Checkout is down");
    }

    [Theory]
    [InlineData("fr-CA", "fr-CA")]
    [InlineData("fr-ca", "fr-CA")]
    [InlineData("fr-CH-1996", "fr")]
    [InlineData("fr", "fr")]
    [InlineData("de", "default")]
    [InlineData("x-none", "default")]
    [InlineData(null, "fr")]
    public async Task Send_Locale_TakesTheNearestTexts(string? locale, string expected)
    {
        await using var engine = await StartAsync(r => r.To("mail"), static n => n.ConfigureEngine(static o => o.DefaultLocale = "fr").AddTemplate(new TemplateDocument
        {
            Name = "hi",
            Texts = [new() { Subject = "S", Text = "default" }, new() { Locale = "fr", Text = "fr" }, new() { Locale = "fr-CA", Text = "fr-CA" }],
        }));

        await engine.Publisher.SendAsync(new NotificationRequest { Channels = ["mail"], Template = "hi", Locale = locale }, CancellationToken.None);
        await engine.WaitForIdleAsync();

        engine.Channel("mail").ShouldHaveDeliveredOnce().Content.Text.ShouldBe(expected);
    }

    [Fact]
    public async Task Publish_TemplateFails_DefaultTextGoesOutWithTheReasonInTheTrace()
    {
        await using var engine = await StartAsync(
            r => r.To("mail").Template("strict"),
            n => n.AddTemplate(Catalogs.Document("strict", "{{who}}") with { Variables = [new() { Name = "who", Required = true }] }));

        var result = await PublishAsync(engine, Down);

        engine.Channel("mail").ShouldHaveDeliveredOnce().Content.Subject.ShouldBe("[High] incident.detected: Checkout is down");
        (await engine.ExplainAsync(result.EventId)).Decisions.Single(d => d.Reason == DecisionReason.TemplateFailed).Detail!.ShouldStartWith("Template 'strict': ");
        engine.Errors.ShouldContain(static e => e.Contains("'who' is required", StringComparison.Ordinal));
        engine.Errors.ShouldContain(e => e.Contains($"event {result.EventId}", StringComparison.Ordinal) && e.Contains("template strict", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Publish_MarkdownNestedTooDeep_DefaultTextGoesOutAndTheErrorIsCounted()
    {
        var codes = new System.Collections.Concurrent.ConcurrentBag<object?>();
        using var listener = new System.Diagnostics.Metrics.MeterListener
        {
            InstrumentPublished = static (instrument, l) =>
            {
                if (instrument is { Name: "notifications.templates.errors", Meter.Name: TemplateMetrics.MeterName })
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => codes.Add(tags[0].Value));
        listener.Start();
        await using var engine = await StartAsync(r => r.To("mail").Template("deep"), n => n.AddTemplate(Catalogs.Document("deep", markdown: new string('[', 1_000))));

        await PublishAsync(engine, Down);

        engine.Channel("mail").ShouldHaveDeliveredOnce().Content.Subject.ShouldBe("[High] incident.detected: Checkout is down");
        codes.ShouldContain("TooMuchWork");
    }

    [Fact]
    public async Task Publish_NoTemplate_DefaultTextOrDefaultTemplate()
    {
        await using var plain = await StartAsync(r => r.To("mail"));
        await PublishAsync(plain, new NotificationEvent { Type = "other" });
        plain.Channel("mail").ShouldHaveDeliveredOnce().Content.Subject.ShouldBe("[Info] other");

        await using var other = await StartAsync(r => r.To("mail"), n => n.AddHandlebars(static o => o.DefaultTemplate = "infrastructure-alert"));
        await PublishAsync(other, new NotificationEvent { Type = "other" });
        other.Channel("mail").ShouldHaveDeliveredOnce().Content.Subject.ShouldContain("Infrastructure alert");
    }

    [Fact]
    public async Task Send_Template_MissingVariableOrNameIsRefused()
    {
        await using var engine = await StartAsync(
            r => r.To("mail"), n => n.AddTemplate(Catalogs.Document("hi", "Hi {{who}}", "S") with { Variables = [new() { Name = "who", Required = true }] }));

        (await engine.Publisher.SendAsync(new NotificationRequest { Channels = ["mail"], Template = "hi" }, CancellationToken.None)).Error!.Message
            .ShouldBe("Template 'hi': it requires who; give it in Data or Metadata.");
        (await engine.Publisher.SendAsync(new NotificationRequest { Channels = ["mail"], Template = "ho" }, CancellationToken.None)).Error!.Message.ShouldContain("there are approval-request");
        await engine.Publisher.SendAsync(
            new NotificationRequest { Channels = ["mail"], Template = "hi", Data = EventData.FromJson("""{"who":"Ann"}""") }, CancellationToken.None);
        await engine.WaitForIdleAsync();

        engine.Channel("mail").ShouldHaveDeliveredOnce().Content.Text.ShouldBe("Hi Ann");
    }

    [Fact]
    public async Task Start_RuleNamesWhatIsNoTemplate_IsRefused()
    {
        (await Should.ThrowAsync<NotificationsConfigurationException>(async () => await StartAsync(r => r.To("mail").Template("nosuch")))).Message.ShouldContain("there is no such template");
        (await Should.ThrowAsync<NotificationsConfigurationException>(async () => await StartAsync(r => r.To("mail").Template("email-layout")))).Message.ShouldContain("it is a part of others");
    }

    [Fact]
    public async Task Start_RuleNamesATemplateThatIsBad_SaysWhatIsWrongWithIt() =>
        (await Should.ThrowAsync<NotificationsConfigurationException>(async () => await EngineHarness.StartAsync(static n => n
            .AddTemplate(Catalogs.Document("bad", "{{#if x}}"))
            .AddRecordingChannel("mail")
            .AddRule("r", static r => r.OnEvent("**").To("mail").Template("bad"))))).Message.ShouldContain("not closed");

    [Fact]
    public void Validate_BadOptions_AreAllNamed()
    {
        var options = new HandlebarsOptions { MaxSteps = 0, TimeZone = "Mars/Olympus", MaxDuration = TimeSpan.Zero, Brand = new BrandOptions { Color = "red", Name = " ", LogoUrl = new Uri("http://a/b") } };

        var result = new HandlebarsOptionsValidator().Validate(null, options);

        result.Failures!.Count().ShouldBe(6);
        new HandlebarsOptionsValidator().Validate(null, new HandlebarsOptions()).ShouldBe(ValidateOptionsResult.Success);
    }

    [Fact]
    public async Task AddHandlebars_BySection_SetsBrandAndReadsTheDirectory()
    {
        var folder = Directory.CreateTempSubdirectory("templates");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "hello"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "hello", "text.hbs"), "{{brand.name}} says hello", TestContext.Current.CancellationToken);
            await using var engine = await EngineHarness.StartAsync(n => n
                .AddHandlebars(Section(("Brand:Name", "Acme"), ("TimeZone", "Europe/Paris"), ("MaxDuration", "2s"), ("Directory", folder.FullName)))
                .AddRecordingChannel("mail")
                .AddRule("r", static r => r.OnEvent("**").To("mail").Template("hello")));
            await engine.PublishAsync(new NotificationEvent { Type = "x" });

            engine.Channel("mail").ShouldHaveDeliveredOnce().Content.Text.ShouldBe("Acme says hello");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task AddTemplates_RelativePath_IsLookedForInTheContentRoot()
    {
        var folder = Directory.CreateTempSubdirectory("templates");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "texts", "hello"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "texts", "hello", "text.hbs"), "hello", TestContext.Current.CancellationToken);
            var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = folder.FullName });
            builder.Services.AddLogging().AddNotifications(static n => n.AddTemplates("texts").AddTemplateStore("saved"));
            using var host = builder.Build();
            var catalog = host.Services.GetRequiredService<ITemplateCatalog>();

            catalog.Find("hello").ShouldNotBeNull();
            (await catalog.SaveAsync(Catalogs.Document("own", "text"), TestContext.Current.CancellationToken)).IsSaved.ShouldBeTrue();
            Directory.Exists(Path.Combine(folder.FullName, "saved")).ShouldBeTrue();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IConfigurationSection Section(params (string Key, string Value)[] keys) => new ConfigurationBuilder()
        .AddInMemoryCollection(keys.Select(static k => KeyValuePair.Create($"Notifications:Templates:{k.Key}", (string?)k.Value)))
        .Build()
        .GetSection("Notifications:Templates");

    [Fact]
    public async Task Publish_WithoutATime_SaysWhenItWasAccepted()
    {
        await using var engine = await StartAsync(r => r.To("mail"), static n => n.AddTemplate(Catalogs.Document("plain", "{{relative event.time}} {{date time \"iso\"}}")));

        await PublishAsync(engine, Down with { Time = null });
        await PublishAsync(engine, new NotificationEvent { Type = "plain" });

        var delivered = engine.Channel("mail").Deliveries;
        delivered[0].Content.Text.ShouldContain("Began: just now");
        delivered[1].Content.Text.ShouldStartWith("just now 20");
    }

    [Fact]
    public async Task Send_Scheduled_IsMadeForWhenItIsSent()
    {
        await using var engine = await StartAsync(r => r.To("mail"), static n => n.AddTemplate(Catalogs.Document("plain", "{{relative due}} {{date now \"iso\"}}")));
        var due = engine.Clock.GetUtcNow().AddHours(5);

        await engine.Publisher.SendAsync(new NotificationRequest { Channels = ["mail"], Template = "plain", SendAt = due, Data = EventData.FromJson($$"""{"due":"{{due:O}}"}""") }, CancellationToken.None);
        await engine.AdvanceAsync(TimeSpan.FromHours(6));

        engine.Channel("mail").ShouldHaveDeliveredOnce().Content.Text.ShouldStartWith($"just now {due:yyyy-MM-ddTHH:mm:ss}");
    }

    [Theory]
    [InlineData("{{x}}", "{{x}}", "[Info] empty", "Type: empty")]
    [InlineData(null, " {{x}}\n", "[Info] empty", "Type: empty")]
    [InlineData("{{x}}", "words", "words", "words")]
    public async Task Publish_ResultIsEmpty_SaysSomething(string? subject, string text, string expectedSubject, string expectedText)
    {
        await using var engine = await StartAsync(r => r.To("mail"), n => n.AddTemplate(Catalogs.Document("empty", text, subject)));

        await PublishAsync(engine, new NotificationEvent { Type = "empty", Data = EventData.FromJson("{}") });

        var content = engine.Channel("mail").ShouldHaveDeliveredOnce().Content;
        content.Subject.ShouldBe(expectedSubject);
        content.Text.ShouldStartWith(expectedText);
    }

    [Fact]
    public async Task Publish_HtmlWithoutASubject_TakesOneOfTheEvent()
    {
        await using var engine = await StartAsync(r => r.To("mail"), static n => n.AddTemplate(Catalogs.Document("empty", "{{x}}", "{{x}}", html: "<p>words</p>")));

        await PublishAsync(engine, new NotificationEvent { Type = "empty" });

        engine.Channel("mail").ShouldHaveDeliveredOnce().Content.Subject.ShouldBe("empty");
    }

    [Fact]
    public async Task Render_ZoneThatIsUnknown_IsTheHostsAndSaidOnce()
    {
        using var log = new LogRecorder();
        await using var engine = await StartAsync(r => r.To("mail"), n => n.AddHandlebars(static o => o.TimeZone = "Europe/Paris").Services.AddLogging(l => l.AddProvider(log)));
        var templates = engine.Services.GetRequiredService<ITemplateEngine>();
        var context = Catalogs.Context(Down, locale: "en") with { Template = "infrastructure-alert" };

        foreach (var zone in new[] { "Europe/Nowhere", "+02:00", "Europe/Nowhere", new string('z', 65) })
            templates.Render(context with { TimeZone = zone })!.Text.ShouldContain("UTC+01:00");
        templates.Render(context with { TimeZone = "Asia/Tokyo" })!.Text.ShouldContain("UTC+09:00");

        Zones(log).ShouldBe(["'Europe/Nowhere'", "'+02:00'", $"'{new string('z', 64)}'"]);
    }

    [Fact]
    public async Task Render_ManyZonesThatAreUnknown_AHundredAreSaid()
    {
        using var log = new LogRecorder();
        await using var engine = await StartAsync(r => r.To("mail"), n => n.AddTemplate(Catalogs.Document("plain", "x")).Services.AddLogging(l => l.AddProvider(log)));
        var templates = engine.Services.GetRequiredService<ITemplateEngine>();

        for (var i = 0; i < 130; i++)
            templates.Render(Catalogs.Context(Down) with { Template = "plain", TimeZone = $"Nowhere/{i}" }).ShouldNotBeNull();

        Zones(log).Length.ShouldBe(100);
    }

    [Fact]
    public async Task AddHandlebars_Twice_AddsNothing()
    {
        var services = new ServiceCollection();
        services.AddNotifications(static n => n.AddHandlebars());
        var before = services.Count;
        services.AddNotifications(static n => n.AddHandlebars());
        services.Count.ShouldBe(before);
        await Task.CompletedTask;
    }

    private static string[] Zones(LogRecorder log) =>
        [.. log.Lines.Where(static l => l.StartsWith("2011 ", StringComparison.Ordinal)).Select(static l => l["2011 A recipient's zone is ".Length..l.IndexOf(',', StringComparison.Ordinal)])];

    private static ValueTask<EngineHarness> StartAsync(Action<RuleBuilder> rule, Action<INotificationsBuilder>? more = null) => EngineHarness.StartAsync(n =>
    {
        n.AddRecordingChannel("mail").AddHandlebars().AddRule("r", r => rule(r.OnEvent("**")));
        more?.Invoke(n);
    });

    private static async Task<PublishResult> PublishAsync(EngineHarness engine, NotificationEvent e)
    {
        var result = await engine.Publisher.PublishAsync(e, CancellationToken.None);
        await engine.WaitForIdleAsync();
        return result;
    }
}
