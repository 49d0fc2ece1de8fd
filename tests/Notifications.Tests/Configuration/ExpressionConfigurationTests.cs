using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Tests.Routing;

namespace Notifications.Tests.Configuration;

public sealed class ExpressionConfigurationTests
{
    [Theory]
    [InlineData("\"When\":\"event.severity >= 3 && event.data.region == 'eu'\"")]
    [InlineData("\"Expression\":\"event.severity >= 3 && event.data.region == 'eu'\"")]
    [InlineData("\"When\":{\"severity\":{\"ge\":\"High\"},\"data.region\":\"eu\"}")]
    [InlineData("\"Condition\":{\"data.region\":\"eu\"},\"When\":\"event.severity >= 3\"")]
    public void Load_When_IsExpressionOrCondition(string rule)
    {
        using var source = Load($$$"""{"Targets":["email"],{{{rule}}}}""", out _);
        var match = Rules.Event(data: """{"region":"eu"}""") with { Severity = Severity.High };
        source.Current.Rules.Match(match).ShouldBe(["r"]);
        source.Current.Rules.Match(match with { Severity = Severity.Low }).ShouldBeEmpty();
        source.Current.Rules.Match(match with { Data = EventData.FromJson("""{"region":"us"}""") }).ShouldBeEmpty();
    }

    [Fact]
    public void Load_EmptyWhen_TakesTheCodesExpressionAway()
    {
        using var source = Rules.Source(n => n
            .AddRule("r", static r => r.When("false").To("email"))
            .AddConfiguration(ConfigurationText.Root("""{"Rules":{"r":{"When":""}}}""")));
        source.LoadAndValidate(["email"]);
        source.Current.Rules.Match(Rules.Event()).ShouldBe(["r"]);
    }

    [Fact]
    public void Load_Mistakes_AreAllShownAtOnce()
    {
        var source = Rules.Source(n => n.AddConfiguration(ConfigurationText.Root("""
            {"Rules":{
              "a":{"When":"event.typ == 'x'","Targets":["email"]},
              "b":{"When":"event.severity","Targets":[{"Channel":"email","To":"event.dta.mail"},{"To":"event.labels"},{"To":"event.id","Destination":"x","Channel":"email"},{"To":"event.id","ExpressionKind":"Address"}]},
              "c":{"Targets":[{"Channel":"fax","ExpressionKind":"User"}]}}}
            """)));
        Should.Throw<NotificationsConfigurationException>(() => source.LoadAndValidate(["email"])).Errors.Select(static e => e.Path).ShouldBe(
            [
                "Rules:a:When", "Rules:b:When", "Rules:b:Targets:0:To", "Rules:b:Targets:1:To", "Rules:b:Targets:2", "Rules:b:Targets:3",
                "Rules:c:Targets:0:Channel", "Rules:c:Targets:0:ExpressionKind",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void Reload_ExpressionDoesNotCompile_IsRefused()
    {
        using var source = Load("""{"Targets":["email"],"When":"event.severity >= 3"}""", out var text);
        var before = source.Current;
        text.Change("""{"Rules":{"r":{"Targets":["email"],"When":"event.severty >= 3"}}}""");
        source.Current.ShouldBeSameAs(before);
        source.LastReloadErrors.ShouldHaveSingleItem().ToString().ShouldStartWith("Rules:r:When: 1:7: ");
        source.LastReloadErrors[0].Message.ShouldContain("Did you mean 'severity'?");
    }

    private static ConfigurationSource Load(string rule, out ConfigurationText text)
    {
        ConfigurationText change = null!;
        var source = Rules.Source(n => n.AddConfiguration(ConfigurationText.Root($$$"""{"Rules":{"r":{{{rule}}}}}""", out change)));
        source.LoadAndValidate(["email"]);
        text = change;
        return source;
    }
}
