using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Slack.Tests.Support;
using Notifications.Testing;

namespace Notifications.Slack.Tests;

/// <summary>The channel in an engine, before a Slack that takes one message a second a channel. The engine may crash between any two steps.</summary>
public sealed class SlackEngineTests : EngineTest
{
    private const string Busy = """{"ok":false,"error":"ratelimited"}""";

    [Theory, BothStores]
    public async Task Publish_FiringAcknowledgedResolved_IsOneMessageEditedTwice(StoreMode mode)
    {
        var slack = new FakeSlack();
        var engine = await StartAsync(mode, slack, static r => r.To("slack").To("slack", "#dev"));

        foreach (var status in new[] { NotificationStatus.Firing, NotificationStatus.Acknowledged, NotificationStatus.Resolved })
        {
            // Each is refused, answered with nonsense or not at all before it is taken.
            slack.Answer(503, "later");
            slack.Answer(200, Busy, "2");
            slack.Answer(200, """{"ok":false,"error":"internal_error"}""");
            slack.Answer(502, "<html>");
            await engine.PublishAsync(Incident(status));
            await engine.AdvanceAsync(TimeSpan.FromMinutes(2));
        }

        slack.Problems.ShouldBeEmpty();
        slack.Messages.Select(static m => (m.Channel, m.Edits)).ShouldBe([("C0OPS", 2), ("C0DEV", 2)], ignoreOrder: true);
        slack.Messages.ShouldAllBe(static m => m.Header.StartsWith("✅"));
        foreach (var channel in new[] { "C0OPS", "C0DEV" })
            Told(slack, channel).ShouldBe(["Firing", "Acknowledged", "Resolved"]);
    }

    [Theory, BothStores]
    public async Task Publish_AllAtOnce_IsToldInOrder(StoreMode mode)
    {
        var slack = new FakeSlack { CanEdit = true };
        var engine = await StartAsync(mode, slack, static r => r.To("slack"));
        slack.Answer(200, Busy, "3");

        await engine.PublishAsync(Incident(NotificationStatus.Firing));
        await engine.AdvanceAsync(TimeSpan.FromSeconds(4));
        await engine.PublishAsync(Incident(NotificationStatus.Acknowledged));
        await engine.PublishAsync(Incident(NotificationStatus.Resolved));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        slack.Messages.ShouldHaveSingleItem().Header.ShouldStartWith("✅");
        Told(slack, "C0OPS")[^1].ShouldBe("Resolved");
    }

    [Theory, BothStores]
    public async Task Publish_FiringAgain_IsANewMessageAndTheOldStaysResolved(StoreMode mode)
    {
        var slack = new FakeSlack();
        var engine = await StartAsync(mode, slack, static r => r.To("slack"));

        foreach (var status in new[] { NotificationStatus.Firing, NotificationStatus.Resolved, NotificationStatus.Firing, NotificationStatus.Resolved })
        {
            await engine.PublishAsync(Incident(status));
            await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        slack.Messages.Select(static m => m.Edits).ShouldBe([1, 1]);
        slack.Messages.ShouldAllBe(static m => m.Header.StartsWith("✅"));
    }

    [Fact]
    public async Task Publish_ManyToOneChannel_KeepToSlacksPaceAndHoldUpNoOther()
    {
        var slack = new FakeSlack();
        var engine = await StartAsync(StoreMode.Memory, n => Add(n, slack)
            .AddRule("ops", static r => r.OnEvent("ops.*").To("slack")).AddRule("dev", static r => r.OnEvent("dev.*").To("slack", "#dev")), s => s.AddSingleton(slack));
        slack.Clock = engine.Clock;
        slack.Pace = TimeSpan.FromSeconds(1);

        for (var i = 0; i < 20; i++)
            await engine.PublishAsync(new NotificationEvent { Type = "ops.x", Subject = $"{i}", Severity = Severity.Low });
        await engine.PublishAsync(new NotificationEvent { Type = "dev.x" });
        await engine.PublishAsync(new NotificationEvent { Type = "ops.x", Subject = "page", Severity = Severity.Critical });

        slack.Messages.Select(static m => m.Channel).ShouldBe(["C0OPS", "C0DEV"], "the other channel does not wait");
        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));
        slack.Messages[^1].Header.ShouldContain("page");
        await engine.AdvanceAsync(TimeSpan.FromSeconds(20));
        slack.Messages.Count.ShouldBe(22);
        slack.Calls.Count.ShouldBe(22, "nothing was refused");
    }

    [Fact]
    public async Task Publish_OneChannelIsThrottled_TheOthersAreNot()
    {
        var slack = new FakeSlack();
        var engine = await StartAsync(StoreMode.Memory, n => Add(n, slack)
            .AddRule("ops", static r => r.OnEvent("ops.*").To("slack")).AddRule("dev", static r => r.OnEvent("dev.*").To("slack", "#dev")));
        slack.Answer(429, Busy, "30");

        await engine.PublishAsync(new NotificationEvent { Type = "ops.x" });
        await engine.PublishAsync(new NotificationEvent { Type = "ops.x", Subject = "2" });
        await engine.PublishAsync(new NotificationEvent { Type = "dev.x" });

        slack.Single.Channel.ShouldBe("C0DEV");
        slack.Calls.Count.ShouldBe(2);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(29));
        slack.Calls.Count.ShouldBe(2);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(2));
        slack.Messages.Count.ShouldBe(3);
        engine.Statistics.ShouldBalance();
    }

    [Fact]
    public async Task Publish_RevokedToken_TellsTheOperatorOnceAndFallsBack()
    {
        ExpectsErrors = true;
        var slack = new FakeSlack { IsRevoked = true };
        var engine = await StartAsync(StoreMode.Memory, n => Add(n, slack).AddRecordingChannel("mail").AddRule("r", static r => r.OnEvent("*").To("slack").FallbackTo("mail")));

        await engine.PublishAsync(new NotificationEvent { Type = "x", Severity = Severity.Critical });

        slack.Calls.Count.ShouldBe(1);
        engine.Channel("mail").ShouldHaveDeliveredOnce();
        engine.Errors.ShouldHaveSingleItem().ShouldContain("token_revoked");
    }

    [Fact]
    public async Task Publish_ArchivedChannel_IsNotAskedAgain()
    {
        ExpectsErrors = true;
        var slack = new FakeSlack();
        var engine = await StartAsync(StoreMode.Memory, slack, static r => r.To("slack", "#old"));

        for (var i = 0; i < 3; i++)
            await engine.PublishAsync(new NotificationEvent { Type = "incident.x", Subject = $"{i}" });

        slack.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Publish_RuleWithButtons_CarriesWhatTheHostNeeds()
    {
        var slack = new FakeSlack();
        var engine = await StartAsync(StoreMode.Memory, slack, static r => r.To("slack").Action("Acknowledge", "acknowledge").Link("Open", "https://x.example/"));

        await engine.PublishAsync(Incident(NotificationStatus.Firing));
        var button = slack.Single.Buttons[0];
        await engine.PublishAsync(Incident(NotificationStatus.Resolved));
        await engine.AdvanceAsync(TimeSpan.FromSeconds(2));

        var action = engine.Services.GetRequiredKeyedService<SlackRequestVerifier>("slack").VerifyAction(button.GetProperty("value").GetString());
        action.IsValid.ShouldBeTrue();
        (action.Action!.Name, action.Action.CorrelationKey, action.Action.TenantId).ShouldBe(("acknowledge", "incident/7", "acme"));
        slack.Single.Buttons.ShouldHaveSingleItem().GetProperty("url").GetString().ShouldBe("https://x.example/");
    }

    private static NotificationEvent Incident(NotificationStatus status) => new()
    {
        Type = "incident.changed",
        Severity = Severity.Critical,
        Status = status,
        CorrelationKey = "incident/7",
        TenantId = "acme",
    };

    /// <summary>The statuses that a conversation was told, in the order in which Slack took them.</summary>
    private static List<string> Told(FakeSlack slack, string channel)
    {
        var told = new List<string>();
        foreach (var call in slack.Calls.Where(c => c.Answer.Contains("\"ok\":true", StringComparison.Ordinal) && c.Answer.Contains($"\"channel\":\"{channel}\"", StringComparison.Ordinal)))
        {
            using var body = JsonDocument.Parse(call.Body);
            var note = body.RootElement.GetProperty("attachments")[0].GetProperty("blocks").EnumerateArray().Last().GetProperty("elements")[0].GetProperty("text").GetString()!;
            var status = note.Split('*')[1];
            if (told.Count == 0 || told[^1] != status)
                told.Add(status);
        }

        return told;
    }

    private ValueTask<EngineHarness> StartAsync(StoreMode mode, FakeSlack slack, Action<Configuration.RuleBuilder> rule) =>
        StartAsync(mode, n => Add(n, slack).AddRule("r", r => rule(r.OnEvent("incident.*"))));

    private static INotificationsBuilder Add(INotificationsBuilder n, FakeSlack slack)
    {
        n.AddSlack("slack", o =>
        {
            o.BotToken = FakeSlack.Token;
            o.Channel = "#ops";
            o.ApiUrl = slack.ApiUrl;
            o.AllowPrivateNetworks = true;
            o.ActionKeys.Add(SlackHost.Key);
        });
        n.Services.AddHttpClient("Notifications.Slack:slack").ConfigurePrimaryHttpMessageHandler(() => new FakeSlackHandler(slack));
        return n;
    }
}
