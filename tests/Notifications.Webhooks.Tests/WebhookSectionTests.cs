using Microsoft.Extensions.DependencyInjection;

namespace Notifications.Webhooks.Tests;

public sealed class WebhookSectionTests
{
    private static readonly (string, string)[] Good = [("Url", "https://acme.example/hook")];

    [Theory]
    [InlineData(typeof(WebhookOptions), "")]
    [InlineData(typeof(WebhookOAuth2Options), "OAuth2:")]
    public async Task Section_EveryOption_HasItsKey(Type options, string prefix)
    {
        await using var host = Host();
        host.OptionsWithoutKey(options, prefix).ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_SectionIsWrong_NamesEverythingAtOnceWithoutSecrets()
    {
        await using var host = Host(
            ("Ulr", "https://acme.example/top-secret"), ("Body", "Xml"), ("OAuth2", "top-secret"), ("AllowedPorts:0", "https"), ("AllowedPorts:1", "99999"), ("MaxConnectionsPerServer", "1e3"), ("ConnectTimeout", "-1s"));
        var errors = host.Start();
        foreach (var expected in new[]
        {
            "Given:Ulr: there is no such key; did you mean 'Url'?", "Given:Body: 'Xml' is not valid; write one of ", "Given:OAuth2: is a text; write a section with keys",
            "Given:AllowedPorts:0: 'https' is not valid; write a whole number", "AllowedPorts has 99999", "Given:MaxConnectionsPerServer: '1e3'", "Given:ConnectTimeout: '-1s'",
        })
        {
            errors.ShouldContain(e => e.StartsWith("Webhook channel 'hooks': " + expected, StringComparison.Ordinal), expected);
        }

        errors.Count.ShouldBe(7);
        errors.ShouldAllBe(static e => !e.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Section_Values_AreReadAsTheDocsSay()
    {
        await using var host = Host(
        [
            .. Good, ("Headers:X-Team", "ops"), ("AllowedPorts:0", "443"), ("AllowedPorts:1", "8443"), ("OAuth2:TokenUrl", "https://acme.example/token"), ("OAuth2:ClientId", "me"),
            ("OAuth2:ClientSecret", "s"), ("OAuth2:Timeout", "2s"), ("SigningSecrets", ""),
        ]);
        host.Start().ShouldBeEmpty();
        var options = host.Options;
        options.Headers["x-team"].ShouldBe("ops");
        options.AllowedPorts.ShouldBe([443, 8443]);
        options.SigningSecrets.ShouldBeEmpty();
        options.OAuth2!.Timeout.ShouldBe(TimeSpan.FromSeconds(2));
        options.OAuth2.ExpiryMargin.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Change_BadThenGood_IsLoggedThenTakenOver()
    {
        await using var host = Host(Good);
        host.Start().ShouldBeEmpty();

        host.Set(("Url", "https://other.example/hook"), ("ConnectTimeout", "8"));
        host.Log.ShouldHaveSingleItem().ShouldContain("Given:ConnectTimeout: '8'");
        host.Options.Url.ShouldBe("https://acme.example/hook");

        host.Set(("Url", "https://other.example/hook"), ("ConnectTimeout", "8s"));
        host.Options.Url.ShouldBe("https://other.example/hook");
        host.Log.Count.ShouldBe(1);
    }

    private static SectionHost<WebhookOptions> Host(params (string, string)[] values) => new("hooks", static (n, section) => n.AddWebhook("hooks", section), values);
}
