using Microsoft.Extensions.DependencyInjection;
using Notifications.Handlebars.Tests.Support;
using Notifications.Testing;

namespace Notifications.Handlebars.Tests;

/// <summary>Templates see the buttons of their message.</summary>
public sealed class ActionTests
{
    private static readonly TemplateDocument Listing = Catalogs.Document(
        "listing", "{{#each actions}}{{@index}} {{label}} {{#if this.url}}{{this.url}}{{else}}{{name}}={{value}}{{/if}} {{style}};{{else}}none{{/each}}");

    [Fact]
    public async Task Publish_RuleWithButtons_TemplateReadsThem()
    {
        await using var engine = await EngineHarness.StartAsync(static n => n.AddRecordingChannel("mail").AddHandlebars().AddTemplate(Listing)
            .AddRule("r", static r => r.OnEvent("**").To("mail").Template("listing").Link("Open", static e => e.Labels["link"]).Action("Acknowledge", "ack")));

        var e = new NotificationEvent { Type = "x", Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["link"] = "https://a.example/1" } };
        await engine.Publisher.PublishAsync(e, CancellationToken.None);
        await engine.Publisher.PublishAsync(e with { Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["link"] = "nowhere" } }, CancellationToken.None);
        await engine.WaitForIdleAsync();

        var contents = engine.Channel("mail").Deliveries.Select(static m => m.Content).ToArray();
        contents[0].Text.ShouldBe("0 Open https://a.example/1 default;1 Acknowledge ack= default;");
        contents[0].Actions.Count.ShouldBe(2);
        contents[1].Text.ShouldBe("0 Acknowledge ack= default;");
    }

    [Fact]
    public async Task Send_RequestWithButtons_TheyGoBeforeAllOthers()
    {
        await using var engine = await EngineHarness.StartAsync(static n => n.AddRecordingChannel("mail").AddHandlebars().AddTemplate(Listing));

        await engine.Publisher.SendAsync(
            new NotificationRequest
            {
                Channels = ["mail"],
                Template = "listing",
                Actions = [new() { Label = "Stop", Name = "stop", Value = "7", Style = NotificationActionStyle.Danger }, new() { Label = "Go", Url = "https://a.example/", Style = NotificationActionStyle.Primary }],
            },
            CancellationToken.None);
        await engine.WaitForIdleAsync();

        engine.Channel("mail").ShouldHaveDeliveredOnce().Content.Text.ShouldBe("0 Stop stop=7 danger;1 Go https://a.example/ primary;");
    }

    [Fact]
    public void Preview_WithoutButtons_IsAnEmptyList() => Preview(Listing).ShouldBe("none");

    [Fact]
    public void Check_Actions_IsAReservedName()
    {
        using var catalog = Catalogs.Of();

        catalog.Check(Listing with { Variables = [new() { Name = "x" }] }).ShouldBeEmpty();
        catalog.Check(Listing with { Variables = [new() { Name = "actions" }] }).ShouldHaveSingleItem().Code.ShouldBe(TemplateErrorCode.InvalidDocument);
        catalog.Preview(Listing, Catalogs.Context(new NotificationEvent { Type = "x", Data = EventData.FromJson("""{"actions":[{"label":"spoof"}]}""") })).Text.ShouldBe("none");
    }

    private static string Preview(TemplateDocument document)
    {
        using var catalog = Catalogs.Of();
        return catalog.Preview(document, Catalogs.Context()).Text;
    }
}
