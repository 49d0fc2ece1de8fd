using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notifications.Configuration;
using Notifications.Testing;

namespace Notifications.Handlebars.Tests;

/// <summary>Templates are compared with the schema of the event types that use them, and previewed with their samples.</summary>
public sealed class EventTypeTests
{
    private const string Closed = """{"type":"object","additionalProperties":false,"properties":{"region":{"type":"string"},"lines":{"type":"array","items":{"type":"object"}},"net":{"type":"object","properties":{"host":true},"additionalProperties":false}}}""";
    private const string Open = """{"type":"object","properties":{"region":{"type":"string"}}}""";

    [Theory]
    [InlineData("{{data.regoin}}", "reads 'data.regoin' (text), but the data of 'order.failed' has no 'regoin'; did you mean 'region'?")]
    [InlineData("{{event.data.net.hots}}", "reads 'data.net.hots' (text), but the data of 'order.failed' has no 'net.hots'; did you mean 'host'?")]
    [InlineData("{{#each data.lins}}{{sku}}{{/each}}", "reads 'data.lins' (text)")]
    [InlineData("{{#each data.lines}}{{@root.data.regoin}}{{/each}}", "reads 'data.regoin' (text)")]
    [InlineData("{{number (default data.regoin 1)}}", "reads 'data.regoin' (text)")]
    public async Task Start_TypeNamesATemplateThatReadsWhatIsNotThere_Fails(string text, string says)
    {
        var errors = (await Should.ThrowAsync<NotificationsConfigurationException>(() => Start(text, Closed).AsTask())).Errors;
        var error = errors.ShouldHaveSingleItem();
        error.Path.ShouldBe("EventTypes:order.failed:Templates:mail");
        error.Message.ShouldContain("the template 'failed' " + says);
    }

    [Theory]
    [InlineData("{{data.region}} {{event.data.net.host}} {{data.lines.length}} {{data.lines.[0].sku}}")]
    [InlineData("{{#each data.lines}}{{regoin}}{{/each}}{{#with data}}{{regoin}}{{/with}}")]
    [InlineData("{{labels.regoin}} {{regoin}} {{team}}")]
    public async Task Start_TemplateReadsWhatMayBeThere_Starts(string text)
    {
        await using var engine = await Start(text, Closed);
        await engine.PublishAsync(new NotificationEvent { Type = "order.failed", Data = EventData.FromJson("""{"region":"eu"}""") });
        engine.Channel("mail").Deliveries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Start_OpenSchema_WarnsOnly()
    {
        var log = new Messages();
        await using var engine = await Start("{{data.regoin}}", Open, log);
        log.Warnings.ShouldHaveSingleItem().ShouldContain("the schema of 'order.failed' does not declare 'regoin'; did you mean 'region'?");
    }

    [Fact]
    public async Task Start_BareNameThatLooksLikeASlip_WarnsOnly()
    {
        var log = new Messages();
        await using var engine = await Start("{{regoin}} {{service}}", Closed, log);
        log.Warnings.ShouldHaveSingleItem().ShouldContain("reads 'regoin'");
    }

    [Fact]
    public async Task Start_RuleNamesTypeAndTemplate_IsComparedToo()
    {
        var errors = (await Should.ThrowAsync<NotificationsConfigurationException>(() => EngineHarness.StartAsync(n => n
            .AddRecordingChannel("mail")
            .AddTemplate(Document("other", "{{data.regoin}}"))
            .AddEventType("order.failed", static t => t.Schema(Closed))
            .AddRule("r", static r => r.OnEvent("order.failed").Template("other").To("mail"))).AsTask())).Errors;
        errors.ShouldHaveSingleItem().Path.ShouldBe("Rules:r:Template");
    }

    [Fact]
    public async Task Start_TemplateNamedLikeTheType_IsComparedToo()
    {
        var errors = (await Should.ThrowAsync<NotificationsConfigurationException>(() => EngineHarness.StartAsync(n => n
            .AddRecordingChannel("mail")
            .AddTemplate(Document("order-failed", "{{data.regoin}}"))
            .AddEventType("order.failed", static t => t.Schema(Closed))).AsTask())).Errors;
        errors.ShouldHaveSingleItem().Path.ShouldBe("EventTypes:order.failed");
    }

    [Fact]
    public async Task Save_ReadsWhatIsNotThere_IsRefused()
    {
        await using var engine = await Start("{{data.region}}", Closed);
        var catalog = engine.Services.GetRequiredService<ITemplateCatalog>();
        var refused = await catalog.SaveAsync(Document("failed", "{{data.regoin}}"), TestContext.Current.CancellationToken);
        refused.Problems.ShouldHaveSingleItem().ToString().ShouldBe("text: 'data.regoin' is read, but the data of 'order.failed' has no 'regoin'; did you mean 'region'?");
        refused.Problems[0].Code.ShouldBe(TemplateErrorCode.UnknownMember);
        (await catalog.SaveAsync(Document("failed", "{{data.region}}!"), TestContext.Current.CancellationToken)).IsSaved.ShouldBeTrue();
    }

    [Fact]
    public async Task Preview_OfAnEventType_HasItsSample()
    {
        await using var engine = await Start("{{data.region}}", Closed);
        var catalog = engine.Services.GetRequiredService<ITemplateCatalog>();
        catalog.Preview(Document("draft", "{{severity}} in {{data.region}}"), "order.failed", "mail").Text.ShouldBe("High in eu-west");
        Should.Throw<TemplateException>(() => catalog.Preview(Document("draft", "x"), "order.unknown", "mail")).Message.ShouldContain("no sample");
    }

    private static ValueTask<EngineHarness> Start(string text, string schema, Messages? log = null) => EngineHarness.StartAsync(
        n => n
            .AddRecordingChannel("mail")
            .AddTemplate(Document("failed", text))
            .AddTemplateStore()
            .AddEventType("order.failed", t => t.Schema(schema).Sample("""{"region":"eu-west"}""").Severity(Severity.High).Template("mail", "failed"))
            .AddRule("r", static r => r.OnEvent("order.*").To("mail")),
        services =>
        {
            if (log is not null)
                services.AddSingleton<ILoggerProvider>(log);
        });

    private static TemplateDocument Document(string name, string text) => new() { Name = name, Texts = [new() { Text = text }] };

    private sealed class Messages : ILoggerProvider, ILogger
    {
        public List<string> Warnings { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == 1442)
                Warnings.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
