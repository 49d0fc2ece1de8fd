using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifications.Webhooks.Tests.Support;

namespace Notifications.Webhooks.Tests;

public class WebhookOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreValid() => Validate(new WebhookOptions()).ShouldBeEmpty();

    [Fact]
    public void Validate_EverythingWrong_IsReportedAtOnceWithoutSecrets()
    {
        var options = new WebhookOptions
        {
            Url = "http://user:url-secret@10.0.0.1/",
            SigningSecrets = { "signing-secret", "whsec_c2hvcnQ=" },
            Body = WebhookBodyFormat.Template,
            BodyTemplate = """{"a":"{{nonsense}}"}""",
            CloudEventsSource = "a b",
            Headers = { ["Host"] = "x", ["X-Ok"] = "header-secret\r\nInjected: 1", ["webhook-id"] = "1", ["bad name"] = "x" },
            BearerToken = "bearer-secret\n",
            ApiKey = "key-secret\u0001",
            ApiKeyHeader = "ce-key",
            OAuth2 = new() { TokenUrl = "http://acme.com/token?oauth-secret" },
            ConnectTimeout = TimeSpan.Zero,
            ConnectionLifetime = TimeSpan.FromDays(1),
            MaxConnectionsPerServer = 0,
            AllowedPorts = { 0 },
            CredentialHosts = { "https://acme.com/" },
            ProxyUrl = "socks5://proxy:1080",
        };
        var errors = Validate(options);
        foreach (var expected in new[]
        {
            "Url:", "SigningSecrets[0]", "SigningSecrets[1]", "{{nonsense}}", "CloudEventsSource", "'Host'", "'X-Ok'", "'webhook-id'", "'bad name'", "BearerToken",
            "ApiKey ", "'ce-key'", "OAuth2.TokenUrl", "OAuth2.ClientId", "OAuth2.ClientSecret", "ConnectTimeout", "ConnectionLifetime", "MaxConnectionsPerServer",
            "AllowedPorts", "CredentialHosts", "ProxyUrl", "exclude each other",
        })
        {
            errors.ShouldContain(e => e.Contains(expected, StringComparison.Ordinal), expected);
        }

        errors.ShouldAllBe(e => e.StartsWith("Webhook channel 'hook': ", StringComparison.Ordinal));
        errors.ShouldAllBe(e => !e.Contains("-secret", StringComparison.Ordinal) && !e.Contains('\r', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("X-A", "value", true)]
    [InlineData("X-A", "two words; q=\"1\"", true)]
    [InlineData("Authorization", "Basic abc", true)]
    [InlineData("X-A", "a\r\nb", false)]
    [InlineData("X-A", "a\nb", false)]
    [InlineData("X-A", "a\0b", false)]
    [InlineData("X-A", "a\tb", false)]
    [InlineData("X-A", "ü", false)]
    [InlineData("X-A", " a", false)]
    [InlineData("X-A", "", false)]
    [InlineData("X-A\r\nB", "a", false)]
    [InlineData("X A", "a", false)]
    [InlineData("", "a", false)]
    [InlineData("Content-Length", "1", false)]
    [InlineData("content-type", "a", false)]
    [InlineData("Content-Language", "en", false)]
    [InlineData("Expires", "0", false)]
    [InlineData("Transfer-Encoding", "chunked", false)]
    [InlineData("WEBHOOK-Signature", "a", false)]
    [InlineData("ce-id", "a", false)]
    [InlineData("traceparent", "a", false)]
    public void Validate_Header_IsCheckedAtStart(string name, string value, bool expected) =>
        (Validate(new WebhookOptions { Url = "https://acme.example/", Headers = { [name] = value } }).Count == 0).ShouldBe(expected);

    [Fact]
    public void Validate_CredentialsForNobody_AreAnErrorUntilTheirHostsAreNamed()
    {
        Validate(new WebhookOptions { BearerToken = "secret" }).ShouldHaveSingleItem().ShouldContain("CredentialHosts");
        Validate(new WebhookOptions { BearerToken = "secret", CredentialHosts = { "*" } }).ShouldBeEmpty();
    }

    [Fact]
    public void Validate_TemplateWithoutTheFormat_IsAnError() =>
        Validate(new WebhookOptions { BodyTemplate = "{}" }).ShouldHaveSingleItem().ShouldContain("Set Body to Template");

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("application/vnd.acme+json", true)]
    [InlineData("text/plain", true)]
    [InlineData("text/html", false)]
    [InlineData("a\r\nb+json", false)]
    [InlineData("", false)]
    public void Validate_BodyContentType_IsOneWithAnEscaping(string type, bool expected) =>
        (Validate(new WebhookOptions { Body = WebhookBodyFormat.Template, BodyTemplate = "{}", BodyContentType = type }).Count == 0).ShouldBe(expected);

    [Fact]
    public void AddWebhook_InvalidOptions_StopTheStart()
    {
        var services = new ServiceCollection();
        new Builder(services).AddWebhook("a", o => o.Url = "http://a/").AddWebhook("b", o => o.SigningSecrets.Add("x"));
        using var provider = services.BuildServiceProvider();
        var error = Should.Throw<AggregateException>(() => provider.GetRequiredService<IStartupValidator>().Validate());
        error.InnerExceptions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task AddWebhook_Configuration_IsBoundAndReloaded()
    {
        await using var receiver = await Receiver.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Hook:Url"] = receiver.Url,
            ["Hook:AllowHttp"] = "true",
            ["Hook:AllowPrivateNetworks"] = "true",
            ["Hook:Body"] = "CloudEvents",
            ["Hook:SigningSecrets:0"] = WebhookHost.Secret,
            ["Hook:Headers:X-Team"] = "ops",
            ["Hook:ConnectTimeout"] = "00:00:03",
        }).Build();
        var services = new ServiceCollection().AddLogging();
        new Builder(services).AddWebhook("hook", configuration.GetSection("Hook"));
        await using var provider = services.BuildServiceProvider();
        using var channel = (WebhookChannel)provider.GetRequiredService<ChannelRegistration>().Factory(provider);
        (await channel.SendAsync(Messages.Plain, TestContext.Current.CancellationToken)).Kind.ShouldBe(DeliveryResultKind.Delivered);
        receiver.Last.Headers["Content-Type"].ShouldBe("application/cloudevents+json");
        receiver.Last.Headers["X-Team"].ShouldBe("ops");
        receiver.Last.Headers["webhook-signature"].Split(' ').Length.ShouldBe(1);

        configuration["Hook:SigningSecrets:1"] = WebhookHost.OldSecret;
        ((IConfigurationRoot)configuration).Reload();
        await channel.SendAsync(Messages.Plain, TestContext.Current.CancellationToken);
        receiver.Last.Headers["webhook-signature"].Split(' ').Length.ShouldBe(2);
    }

    private static List<string> Validate(WebhookOptions options) => [.. new WebhookOptionsValidator().Validate("hook", options).Failures ?? []];

    private sealed class Builder(IServiceCollection services) : INotificationsBuilder
    {
        public IServiceCollection Services => services;
    }
}
