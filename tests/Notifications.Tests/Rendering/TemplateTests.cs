using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Rendering;

public sealed class TemplateTests : EngineTest
{
    private readonly SpyingTemplates _templates = new();

    [Theory, BothStores]
    public async Task Publish_RuleNamesATemplate_ItIsAskedForWithItsVariables(StoreMode mode)
    {
        var engine = await Start(mode, r => r.To("mail").Template("alert", new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "db" }));

        await engine.PublishAsync(Alerts.Message());

        var context = _templates.Contexts.ShouldHaveSingleItem();
        context.Template.ShouldBe("alert");
        context.Variables["team"].ShouldBe("db");
        context.Locale.ShouldBe("en");
        context.Now.ShouldBe(EngineHarness.DefaultStart);
        var content = engine.Channel("mail").ShouldHaveDeliveredOnce().Content;
        content.Text.ShouldBe("alert/en");
        content.Markdown.ShouldBe("*alert*");
    }

    [Theory, BothStores]
    public async Task Publish_NoTemplateForIt_DefaultTextGoesOutWithoutAnError(StoreMode mode)
    {
        var engine = await Start(mode, r => r.To("mail"));

        await engine.PublishAsync(Alerts.Message(id: "e"));

        engine.Channel("mail").ShouldHaveDeliveredOnce().Content.Subject.ShouldContain("order.failed");
        (await engine.ExplainAsync("e")).Decisions.ShouldNotContain(d => d.Reason == DecisionReason.TemplateFailed);
    }

    [Theory, BothStores]
    public async Task Publish_ManyPeopleOfTwoLanguages_IsRenderedOnceForEachLanguage(StoreMode mode)
    {
        var engine = await Start(mode, r => r.ToUser("all", "mail").Template("alert"));

        await engine.PublishAsync(Alerts.Message());

        engine.Channel("mail").Deliveries.Count(m => m.Content.Text == "alert/fr").ShouldBe(3);
        engine.Channel("mail").Deliveries.Count(m => m.Content.Text == "alert/en").ShouldBe(3);
        _templates.Contexts.Count.ShouldBe(2);
        _templates.Contexts.ShouldContain(c => c.Locale == "fr" && c.TimeZone == "Europe/Paris");
    }

    [Theory, BothStores]
    public async Task Send_Template_MakesTheContentUnlessTheChannelHasItsOwn(StoreMode mode)
    {
        var engine = await Start(mode, r => r.To("mail"));

        var result = await engine.SendAsync(new NotificationRequest
        {
            Channels = ["mail", "chat"],
            Template = "alert",
            ContentByChannel = new Dictionary<string, NotificationContent>(StringComparer.Ordinal) { ["chat"] = new() { Subject = "own", Text = "own" } },
        });

        result.Kind.ShouldBe(RequestKind.Accepted);
        engine.Channel("mail").ShouldHaveDeliveredOnce().Content.Text.ShouldBe("alert/en");
        engine.Channel("chat").ShouldHaveDeliveredOnce().Content.Text.ShouldBe("own");
    }

    [Theory, BothStores]
    public async Task Send_TemplateToAUser_IsRenderedInTheUsersLanguage(StoreMode mode)
    {
        var engine = await Start(mode, r => r.To("mail"));

        await engine.SendAsync(new NotificationRequest { Channels = ["mail"], Recipients = [Recipient.User("all")], Template = "alert" });

        engine.Channel("mail").Deliveries.Count(m => m.Content.Text == "alert/fr").ShouldBe(3);
    }

    [Theory, BothStores]
    public async Task Send_LocaleOfItsOwn_GoesBeforeTheRecipientsAndTheEngines(StoreMode mode)
    {
        var engine = await Start(mode, r => r.To("mail"));

        await engine.SendAsync(new NotificationRequest { Channels = ["mail"], Recipients = [Recipient.User("all")], Template = "alert", Locale = "de-AT" });
        await engine.SendAsync(new NotificationRequest { Channels = ["chat"], Template = "alert", Locale = "fr-CA" });

        engine.Channel("mail").Deliveries.Select(m => m.Content.Text).ShouldBe(Enumerable.Repeat("alert/de-AT", 6));
        engine.Channel("chat").ShouldHaveDeliveredOnce().Content.Text.ShouldBe("alert/fr-CA");
        _templates.Contexts.Where(c => c.Channel == "mail").Select(c => c.TimeZone).ShouldBe([null, "Europe/Paris"], ignoreOrder: true);
    }

    [Theory, BothStores]
    public async Task Send_LocaleScheduledToAUserOnAnyChannel_IsRememberedUntilItIsDue(StoreMode mode)
    {
        var engine = await Start(mode, r => r.To("mail"));

        await engine.SendAsync(new NotificationRequest
        {
            Recipients = [Recipient.User("all")],
            Template = "alert",
            Locale = "de",
            SendAt = EngineHarness.DefaultStart + TimeSpan.FromHours(2),
        });
        engine.Channel("mail").ShouldHaveNothing();
        _templates.Contexts.ShouldBeEmpty();
        await engine.AdvanceAsync(TimeSpan.FromHours(3));

        engine.Channel("mail").Deliveries.Select(m => m.Content.Text).ShouldBe(Enumerable.Repeat("alert/de", 6));
    }

    [Theory, BothStores]
    public async Task Send_LocaleOfADrill_MarksInItsLanguage(StoreMode mode)
    {
        var engine = await Start(mode, r => r.To("mail"));

        await engine.SendAsync(new NotificationRequest { Channels = ["chat"], Template = "alert", Locale = "fr-CA", Drill = true });

        engine.Channel("chat").ShouldHaveDeliveredOnce().Content.Subject.ShouldBe("[EXERCICE] alert");
    }

    [Theory, BothStores]
    public async Task Send_OtherLocaleUnderTheSameKey_IsAConflict(StoreMode mode)
    {
        var engine = await Start(mode, r => r.To("mail"));
        var request = new NotificationRequest { Channels = ["chat"], Template = "alert", Locale = "fr", IdempotencyKey = "k" };

        (await engine.SendAsync(request)).Kind.ShouldBe(RequestKind.Accepted);
        (await engine.SendAsync(request)).Kind.ShouldBe(RequestKind.Duplicate);
        (await engine.SendAsync(request with { Locale = "en" })).Error!.Code.ShouldBe(NotificationErrorCode.IdempotencyConflict);
        (await engine.SendAsync(request with { Locale = null })).Error!.Code.ShouldBe(NotificationErrorCode.IdempotencyConflict);
    }

    [Theory, BothStores]
    public async Task Send_LocaleThatIsNoTag_IsRefused(StoreMode mode)
    {
        var engine = await Start(mode, r => r.To("mail"));

        var result = await engine.SendAsync(new NotificationRequest { Channels = ["chat"], Template = "alert", Locale = "fr_CA" });

        (result.Kind, result.Error!.Code).ShouldBe((RequestKind.Refused, NotificationErrorCode.InvalidAttribute));
        result.Error.Message.ShouldContain("with a hyphen");
    }

    [Theory, BothStores]
    public async Task Send_TemplateThatFails_SendsSubjectAndBody(StoreMode mode)
    {
        var engine = await Start(mode, r => r.To("mail"));
        ExpectsErrors = true;

        await engine.SendAsync(new NotificationRequest { Channels = ["mail"], Template = "broken", Subject = "Hello", Body = "plain" });

        engine.Channel("mail").ShouldHaveDeliveredOnce().Content.Text.ShouldBe("plain");
    }

    [Theory, BothStores]
    public async Task Send_TemplateWithAttachments_TheyTravelWithWhatItMakes(StoreMode mode)
    {
        var engine = await Start(mode, r => r.To("mail"));

        await engine.SendAsync(new NotificationRequest { Channels = ["mail"], Template = "alert", Addressing = new MessageAddressing { ReplyTo = "a@acme.com" } });

        var content = engine.Channel("mail").ShouldHaveDeliveredOnce().Content;
        (content.Text, content.Addressing!.ReplyTo).ShouldBe(("alert/en", "a@acme.com"));
    }

    [Theory, BothStores]
    public async Task Send_UnknownTemplate_IsRefused(StoreMode mode)
    {
        var engine = await Start(mode, r => r.To("mail"));

        var result = await engine.SendAsync(new NotificationRequest { Channels = ["mail"], Template = "nosuch" });

        result.Error!.Code.ShouldBe(NotificationErrorCode.UnknownName);
        result.Error.Message.ShouldBe("Template 'nosuch': there is none.");
    }

    [Fact]
    public async Task Start_RuleNamesAMissingTemplate_IsRefusedWithAllErrors()
    {
        var error = await Should.ThrowAsync<NotificationsConfigurationException>(async () => await Start(StoreMode.Memory, r => r.To("mail").Template("nosuch")));
        error.Message.ShouldContain("Rules:r:Template: 'nosuch': there is none");

        error = await Should.ThrowAsync<NotificationsConfigurationException>(async () => await StartAsync(
            StoreMode.Memory, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").To("mail").Template("alert"))));
        error.Message.ShouldContain("no template engine is registered");
    }

    [Fact]
    public async Task Start_TemplateInConfiguration_IsBound()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Rules:r:EventTypes:0"] = "**",
            ["Rules:r:Targets:0:Channel"] = "mail",
            ["Rules:r:Template"] = "alert",
            ["Rules:r:TemplateVariables:team"] = "db",
        }).Build();
        var engine = await StartAsync(
            StoreMode.Memory, n => n.AddRecordingChannel("mail").AddConfiguration(configuration), s => s.AddSingleton<ITemplateEngine>(_templates));

        await engine.PublishAsync(Alerts.Message());

        _templates.Contexts.ShouldHaveSingleItem().Variables["team"].ShouldBe("db");
    }

    private ValueTask<EngineHarness> Start(StoreMode mode, Action<RuleBuilder> rule) => new(StartAsync(
        mode,
        n => n.AddRecordingChannel("mail").AddRecordingChannel("chat").AddRule("r", r => rule(r.OnEvent("order.*"))),
        s => s.AddSingleton<ITemplateEngine>(_templates).AddSingleton<IRecipientResolver>(new TwoLanguages())).AsTask());

    private sealed class SpyingTemplates : ITemplateEngine
    {
        public List<TemplateContext> Contexts { get; } = [];

        public NotificationContent? Render(TemplateContext context)
        {
            lock (Contexts)
                Contexts.Add(context);
            return context.Template switch
            {
                null => null,
                "broken" => throw new FormatException("no"),
                var name => new NotificationContent { Subject = name, Text = $"{name}/{context.Locale}", Markdown = $"*{name}*" },
            };
        }

        public string? FindProblem(string template, string? tenantId, NotificationEvent? notificationEvent) => template == "nosuch" ? "there is none" : null;
    }

    private sealed class TwoLanguages : IRecipientResolver
    {
        public ValueTask<IReadOnlyList<ResolvedRecipient>> ResolveAsync(Recipient recipient, string? tenantId, CancellationToken cancellationToken) =>
            new([.. Enumerable.Range(0, 6).Select(i => new ResolvedRecipient
            {
                Id = $"u{i}",
                Addresses = new Dictionary<string, string>(StringComparer.Ordinal) { ["mail"] = $"u{i}@acme.com" },
                Locale = i % 2 == 0 ? "fr" : null,
                TimeZone = i % 2 == 0 ? "Europe/Paris" : null,
            })]);
    }
}
