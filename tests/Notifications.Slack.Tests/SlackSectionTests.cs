using Microsoft.Extensions.DependencyInjection;

namespace Notifications.Slack.Tests;

public sealed class SlackSectionTests
{
    private static readonly (string, string)[] Good = [("BotToken", "xoxb-1"), ("Channel", "#ops")];

    [Fact]
    public async Task Section_EveryOption_HasItsKey()
    {
        await using var host = Host();
        host.OptionsWithoutKey(typeof(SlackOptions)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_SectionIsWrong_NamesEverythingAtOnceWithoutSecrets()
    {
        await using var host = Host(("BotTokn", "top-secret"), ("Updates", "1"), ("DestinationInterval", "1"), ("Unfurl", "perhaps"), ("ActionKeys:0:x", "top-secret"));
        var errors = host.Start();
        foreach (var expected in new[]
        {
            "Given:BotTokn: there is no such key; did you mean 'BotToken'?", "Given:Updates: '1' is not valid; write one of ", "Given:DestinationInterval: '1' is not valid", "Given:Unfurl: 'perhaps'",
            "Given:ActionKeys:0: is a section or null; write a text", "There is neither a WebhookUrl nor a BotToken",
        })
        {
            errors.ShouldContain(e => e.StartsWith("Slack channel 'slack': " + expected, StringComparison.Ordinal), expected);
        }

        errors.Count.ShouldBe(6);
        errors.ShouldAllBe(static e => !e.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Section_Values_AreReadAsTheDocsSay()
    {
        var key = new string('k', 32);
        await using var host = Host([.. Good, ("ActionKeys:0", key), ("WebhookHosts", "hooks.slack.com"), ("ActionLifetime", "7d"), ("DestinationInterval", "1500ms")]);
        host.Start().ShouldBeEmpty();
        var options = host.Options;
        options.ActionKeys.ShouldBe([key]);
        options.WebhookHosts.ShouldBe(["hooks.slack.com"]);
        (options.ActionLifetime, options.DestinationInterval).ShouldBe((TimeSpan.FromDays(7), TimeSpan.FromMilliseconds(1500)));
    }

    [Fact]
    public async Task Change_BadThenGood_IsLoggedThenTakenOver()
    {
        await using var host = Host(Good);
        host.Start().ShouldBeEmpty();

        host.Set(("BotToken", "xoxb-2"), ("Chanel", "#ops"));
        host.Log.ShouldHaveSingleItem().ShouldContain("did you mean 'Channel'?");
        host.Log[0].ShouldNotContain("xoxb");
        host.Options.BotToken.ShouldBe("xoxb-1");

        host.Set(("BotToken", "xoxb-2"), ("Channel", "#ops"));
        host.Options.BotToken.ShouldBe("xoxb-2");
        host.Log.Count.ShouldBe(1);
    }

    private static SectionHost<SlackOptions> Host(params (string, string)[] values) => new("slack", static (n, section) => n.AddSlack("slack", section), values);
}
