using Microsoft.Extensions.DependencyInjection;
using Notifications.PagerDuty.Tests.Support;

namespace Notifications.PagerDuty.Tests;

public sealed class PagerDutySectionTests
{
    private static readonly (string, string)[] Good = [("RoutingKey", FakePagerDuty.Key)];

    [Fact]
    public async Task Section_EveryOption_HasItsKey()
    {
        await using var host = Host();
        host.OptionsWithoutKey(typeof(PagerDutyOptions)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_SectionIsWrong_NamesEverythingAtOnceWithoutSecrets()
    {
        await using var host = Host(("RoutngKey", "top-secret"), ("Region", "Asia"), ("ConnectTimeout", "soon"), ("RoutingKeys", "top-secret"), ("AllowHttp", "yes"), ("Source", ""));
        var errors = host.Start();
        foreach (var expected in new[]
        {
            "Given:RoutngKey: there is no such key; did you mean 'RoutingKey'?", "Given:Region: 'Asia' is not valid; write one of Us, Eu", "Given:ConnectTimeout: 'soon' is not valid",
            "Given:RoutingKeys: is a text; write a section with keys", "Given:AllowHttp: 'yes' is not valid; write true or false", "Source is empty",
        })
        {
            errors.ShouldContain(e => e.StartsWith("PagerDuty channel 'pager': " + expected, StringComparison.Ordinal), expected);
        }

        errors.Count.ShouldBe(6);
        errors.ShouldAllBe(static e => !e.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Section_Values_AreReadAsTheDocsSay()
    {
        await using var host = Host([.. Good, ("RoutingKeys:database", FakePagerDuty.OtherKey), ("Region", "eu"), ("ConnectTimeout", "800ms"), ("ConnectionLifetime", "5m")]);
        host.Start().ShouldBeEmpty();
        var options = host.Options;
        options.RoutingKeys["Database"].ShouldBe(FakePagerDuty.OtherKey);
        (options.Region, options.ConnectTimeout, options.ConnectionLifetime).ShouldBe((PagerDutyRegion.Eu, TimeSpan.FromMilliseconds(800), TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public async Task Change_BadThenGood_IsLoggedThenTakenOver()
    {
        await using var host = Host(Good);
        host.Start().ShouldBeEmpty();

        host.Set([.. Good, ("Region", "Asia")]);
        host.Log.ShouldHaveSingleItem().ShouldContain("Given:Region: 'Asia'");
        host.Options.RoutingKey.ShouldBe(FakePagerDuty.Key);

        host.Set([.. Good, ("Region", "Eu")]);
        host.Options.Region.ShouldBe(PagerDutyRegion.Eu);
        host.Log.Count.ShouldBe(1);
    }

    private static SectionHost<PagerDutyOptions> Host(params (string, string)[] values) => new("pager", static (n, section) => n.AddPagerDuty("pager", section), values);
}
