using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifications.Http;
using Notifications.Slack.Tests.Support;

namespace Notifications.Slack.Tests;

public sealed class SlackOptionsTests
{
    [Fact]
    public void Validate_Minimal_IsValid()
    {
        Errors(static o => o.WebhookUrl = "https://hooks.slack.com/services/T/B/x").ShouldBeEmpty();
        Errors(static o => o.BotToken = "xoxb-1").ShouldBeEmpty();
        Errors(static o => (o.WebhookUrl, o.AllowPrivateNetworks) = ("http://localhost:8080/x", true)).ShouldBeEmpty();
        Errors(static o => o.WebhookUrl = "http://localhost:8080/x").ShouldHaveSingleItem().ShouldContain("AllowPrivateNetworks");
    }

    [Fact]
    public void Validate_Everything_IsSaidAtOnceWithoutSecrets()
    {
        var errors = Errors(static o =>
        {
            o.WebhookUrl = "http://example.com/secret-path";
            o.BotToken = "secret token";
            o.SigningSecret = "";
            o.Channel = "Not A Channel";
            o.ActionKeys.Add("short-secret");
            o.ActionLifetime = TimeSpan.Zero;
            o.DestinationInterval = TimeSpan.FromHours(1);
            o.ApiUrl = "ftp://x/";
            o.ProxyUrl = "nonsense";
            o.WebhookHosts.Add("a b");
            o.Updates = (SlackUpdates)9;
            o.Details = (SlackDetails)9;
            o.ConnectTimeout = TimeSpan.Zero;
            o.ConnectionLifetime = TimeSpan.Zero;
        });

        foreach (var option in new[] { "WebhookUrl and a BotToken", "WebhookUrl: ", "BotToken is", "SigningSecret", "Channel is", "ActionKeys[0] has 12", "ActionLifetime", "DestinationInterval", "ApiUrl", "ProxyUrl", "WebhookHosts", "Updates is 9", "Details is 9", "ConnectTimeout", "ConnectionLifetime" })
            errors.ShouldContain(e => e.Contains(option, StringComparison.Ordinal), option);
        errors.ShouldAllBe(static e => !e.Contains("secret", StringComparison.Ordinal));
        Errors(static _ => { }).ShouldHaveSingleItem().ShouldContain("neither a WebhookUrl nor a BotToken");
    }

    [Fact]
    public void ToString_ShowsNoSecret()
    {
        var options = new SlackOptions { BotToken = FakeSlack.Token, WebhookUrl = "https://x/webhook-secret", SigningSecret = "signing-secret" };
        options.ActionKeys.Add(SlackHost.Key);
        options.ToString().ShouldBe("Slack { Bot, Channel = none, Updates = EditInPlace }");
    }

    [Fact]
    public async Task AddSlack_Section_IsBoundAndFollowed()
    {
        await using var slack = await FakeSlack.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Slack:BotToken"] = "xoxb-old",
            ["Slack:Channel"] = "#ops",
            ["Slack:ApiUrl"] = slack.ApiUrl,
            ["Slack:AllowPrivateNetworks"] = "true",
            ["Slack:ActionKeys:0"] = SlackHost.Key,
            ["Slack:Updates"] = "Thread",
        }).Build();
        var services = new ServiceCollection().AddLogging();
        services.AddNotifications(n => n.AddSlack("slack", configuration.GetSection("Slack")));
        await using var provider = services.BuildServiceProvider();
        using var channel = (SlackChannel)provider.GetRequiredService<ChannelRegistration>().Factory(provider);
        (await channel.SendAsync(TestMessages.Plain, TestContext.Current.CancellationToken)).Rejection.ShouldBe(RejectionKind.Configuration);

        configuration["Slack:BotToken"] = FakeSlack.Token;
        configuration.Reload();

        (await channel.SendAsync(TestMessages.Plain, TestContext.Current.CancellationToken)).Kind.ShouldBe(DeliveryResultKind.Delivered);
        channel.Traits.ShouldBe(new ChannelTraits { Type = "slack", HasDefaultDestination = true, IsSecretDestination = SecretUrlRule.IsSecret, DestinationInterval = TimeSpan.FromSeconds(1) });
    }

    private static IEnumerable<string> Errors(Action<SlackOptions> configure)
    {
        var options = new SlackOptions();
        configure(options);
        return new SlackOptionsValidator().Validate("slack", options).Failures ?? [];
    }
}
