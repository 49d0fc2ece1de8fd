using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifications.PagerDuty.Tests.Support;

namespace Notifications.PagerDuty.Tests;

public sealed class PagerDutyOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreValid() => Validate(new PagerDutyOptions()).ShouldBeEmpty();

    [Fact]
    public void Validate_EverythingWrong_IsReportedAtOnceWithoutSecrets()
    {
        var options = new PagerDutyOptions
        {
            RoutingKey = "u+key-secret",
            RoutingKeys = { ["short"] = "short-secret", ["dashes"] = "aaaaaaaaaaaaaaaaaaaaaaaaa-secret", [""] = FakePagerDuty.Key, [FakePagerDuty.OtherKey] = FakePagerDuty.Key },
            Region = (PagerDutyRegion)7,
            Url = "http://user:url-secret@events.acme.com/",
            Client = " ",
            ClientUrl = "javascript:secret",
            Source = "",
            ProxyUrl = "socks5://proxy-secret:1080",
            ConnectTimeout = TimeSpan.Zero,
            ConnectionLifetime = TimeSpan.FromDays(1),
        };
        var errors = Validate(options);
        foreach (var expected in new[]
        {
            "RoutingKey has 12 characters", "'short' has 12", "'dashes' has characters", "a name of 0 characters", "looks like a key", "Region", "Url:", "Client ", "ClientUrl", "Source",
            "ProxyUrl", "ConnectTimeout", "ConnectionLifetime",
        })
        {
            errors.ShouldContain(e => e.Contains(expected, StringComparison.Ordinal), expected);
        }

        errors.Count.ShouldBe(13);
        errors.ShouldAllBe(static e => e.StartsWith("PagerDuty channel 'pager': ", StringComparison.Ordinal));
        errors.ShouldAllBe(static e => !e.Contains("-secret", StringComparison.Ordinal) && !e.Contains(FakePagerDuty.OtherKey, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://events.pagerduty.com/v2/enqueue", false, true)]
    [InlineData("http://events.pagerduty.com/v2/enqueue", false, false)]
    [InlineData("http://events.pagerduty.com/v2/enqueue", true, true)]
    [InlineData("http://127.0.0.1:8080/v2/enqueue", false, true)]
    [InlineData("http://localhost/v2/enqueue", false, true)]
    [InlineData("http://[::1]:1/v2/enqueue", false, true)]
    [InlineData("https://events.pagerduty.com", false, false)]
    [InlineData("https://user@events.pagerduty.com/v2/enqueue", false, false)]
    [InlineData("ftp://events.pagerduty.com/v2/enqueue", true, false)]
    [InlineData("/v2/enqueue", true, false)]
    [InlineData("", true, false)]
    public void Validate_Url_IsHttpsButOnThisMachine(string url, bool allowHttp, bool expected) =>
        (Validate(new PagerDutyOptions { Url = url, AllowHttp = allowHttp, AllowPrivateNetworks = true }).Count == 0).ShouldBe(expected);

    [Fact]
    public void Validate_ClientUrlWithoutClient_IsAnError() =>
        Validate(new PagerDutyOptions { ClientUrl = "https://acme.com/" }).ShouldHaveSingleItem().ShouldContain("Set Client");

    [Theory]
    [InlineData(PagerDutyRegion.Us, "https://events.pagerduty.com/v2/enqueue")]
    [InlineData(PagerDutyRegion.Eu, "https://events.eu.pagerduty.com/v2/enqueue")]
    public void Region_HasItsUrl(PagerDutyRegion region, string expected) =>
        new PagerDutyAccount(new PagerDutyOptions { Region = region }).Url.ToString().ShouldBe(expected);

    [Fact]
    public void ToString_HasNoKey()
    {
        var options = new PagerDutyOptions { RoutingKey = FakePagerDuty.Key, RoutingKeys = { ["a"] = FakePagerDuty.OtherKey } };
        options.ToString().ShouldBe("PagerDuty { Region = Us, RoutingKeys = 2 }");
    }

    [Fact]
    public void AddPagerDuty_InvalidOptions_StopTheStart()
    {
        var services = new ServiceCollection();
        new Builder(services).AddPagerDuty("a", static o => o.RoutingKey = "").AddPagerDuty("b", static o => o.RoutingKey = "x");
        using var provider = services.BuildServiceProvider();
        Should.Throw<AggregateException>(() => provider.GetRequiredService<IStartupValidator>().Validate()).InnerExceptions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task AddPagerDuty_Configuration_IsBoundAndReloaded()
    {
        await using var fake = await FakePagerDuty.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Pager:Url"] = fake.Url,
            ["Pager:AllowPrivateNetworks"] = "true",
            ["Pager:RoutingKey"] = FakePagerDuty.Key,
            ["Pager:RoutingKeys:database"] = FakePagerDuty.OtherKey,
            ["Pager:Region"] = "Eu",
            ["Pager:Client"] = "Monitoring",
            ["Pager:ConnectTimeout"] = "00:00:03",
        }).Build();
        var services = new ServiceCollection().AddLogging();
        new Builder(services).AddPagerDuty("pager", configuration.GetSection("Pager"));
        await using var provider = services.BuildServiceProvider();
        using var channel = (PagerDutyChannel)provider.GetRequiredService<ChannelRegistration>().Factory(provider);
        await channel.SendAsync(Messages.Plain with { Destination = "database" }, TestContext.Current.CancellationToken);
        fake.Events.Last().GetProperty("client").GetString().ShouldBe("Monitoring");

        configuration["Pager:RoutingKey"] = FakePagerDuty.OtherKey;
        ((IConfigurationRoot)configuration).Reload();
        await channel.SendAsync(Messages.Plain, TestContext.Current.CancellationToken);
        fake.Events.Last().GetProperty("routing_key").GetString().ShouldBe(FakePagerDuty.OtherKey);
    }

    private static List<string> Validate(PagerDutyOptions options) => [.. new PagerDutyOptionsValidator().Validate("pager", options).Failures ?? []];

    private sealed class Builder(IServiceCollection services) : INotificationsBuilder
    {
        public IServiceCollection Services => services;
    }
}
