using Notifications.Routing;

namespace Notifications.Tests.Routing;

public sealed class RuleRouterTests
{
    private static readonly RuleSet Set = Rules.Compile(
        Rules.Rule("a", r => r.OnEvent("x.*")), Rules.Rule("b"), Rules.Rule("off"), Rules.Rule("rest", catchAll: true));

    [Fact]
    public void Route_NoRouterOfTheHost_IsTheRuleSet() => Names(new RuleRouter(), "x.y", out _).ShouldBe(["a", "b", "off"]);

    [Fact]
    public void Route_RouterOfTheHost_SeesRulesAndDecides()
    {
        var router = new Router(static rules =>
        {
            rules.Names.ShouldBe(["a", "b", "off", "rest"]);
            rules.Matches("A").ShouldBeTrue();
            rules.Matches("nothing").ShouldBeFalse();
            return rules.Match().Reverse().Take(2).ToArray();
        });
        Names(new RuleRouter(router), "x.y", out _).ShouldBe(["off", "b"]);
    }

    [Fact]
    public void Route_NameThatIsNotConfigured_IsLeftOutWithAnError()
    {
        Names(new RuleRouter(new Router(static _ => ["nope", "b", "B"])), "x.y", out var failures).ShouldBe(["b"]);
        failures.ShouldNotBeNull().ShouldHaveSingleItem().Message.ShouldContain("nope");
    }

    [Fact]
    public void Route_Nothing_LeavesItToTheCatchAll() => Names(new RuleRouter(new Router(static _ => [])), "x.y", out _).ShouldBe(["rest"]);

    [Fact]
    public void Route_RouterThrows_TheBuiltInAnswers()
    {
        Names(new RuleRouter(new Router(static _ => throw new InvalidOperationException("boom"))), "x.y", out var failures).ShouldBe(["a", "b", "off"]);
        failures.ShouldNotBeNull().ShouldHaveSingleItem().Message.ShouldContain("boom");
    }

    private static string[] Names(RuleRouter router, string type, out IReadOnlyList<MatchFailure>? failures)
    {
        MatchList matches = default;
        router.Route(Set, Rules.Event(type), null, Rules.Now, ref matches);
        failures = matches.Failures;
        return Rules.Names(matches);
    }

    private sealed class Router(Func<IRoutingRules, IReadOnlyList<string>> decide) : INotificationRouter
    {
        public IReadOnlyList<string> Route(NotificationEvent notificationEvent, DateTimeOffset now, IRoutingRules rules) => decide(rules);
    }
}
