using Notifications.Configuration;
using Notifications.Routing;

namespace Notifications.Tests.Routing;

public sealed class ExpressionRuleTests
{
    private static readonly NotificationEvent Full = new()
    {
        Type = "incident.detected",
        Id = "e1",
        Source = "/monitoring",
        Subject = "db-1",
        Time = new DateTimeOffset(2026, 5, 4, 9, 30, 0, TimeSpan.Zero),
        Severity = Severity.High,
        Status = NotificationStatus.Firing,
        TenantId = "acme",
        CorrelationKey = "disk/db-1",
        Labels = LabelSet.From(new Dictionary<string, string> { ["team"] = "db" }),
        Data = EventData.FromJson("""{"amount":1500,"region":"eu","tags":["a","b"],"nested":{"x":null}}"""),
    };

    [Theory]
    [InlineData("event.type == 'incident.detected'", true)]
    [InlineData("event.type.startsWith('incident.') && event.source == '/monitoring' && event.subject == 'db-1'", true)]
    [InlineData("event.id == 'e1'", true)]
    [InlineData("event.severity >= 3", true)]
    [InlineData("event.severity >= severity.high && event.severity < severity.critical", true)]
    [InlineData("event.severity == severity.low", false)]
    [InlineData("event.status == 'firing'", true)]
    [InlineData("event.tenant_id == 'acme' && event.tenantId == 'acme'", true)]
    [InlineData("event.correlation_key == 'disk/db-1' && event.correlationKey == event.correlation_key", true)]
    [InlineData("event.labels.team == 'db' && event.labels['team'] in ['db', 'web']", true)]
    [InlineData("has(event.labels.zone) && event.labels.zone == 'a'", false)]
    [InlineData("event.data.amount > 1000 && event.data.region in ['eu', 'us']", true)]
    [InlineData("event.data.tags.exists(t, t == 'b') && event.data.nested.x == null", true)]
    [InlineData("event.time.getHours('Europe/Berlin') == 11", true)]
    [InlineData("event.data.missing == 1 || event.type != ''", true)]
    public void Match_FullEvent_FollowsTheExpression(string expression, bool expected)
    {
        var rules = Rules.Compile(Rules.Rule("r", r => r.When(expression)));
        Match(rules, Full, out var failures).ShouldBe(expected ? ["r"] : []);
        failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("!has(event.data)")]
    [InlineData("event.data == null && event.subject == null && !has(event.subject)")]
    [InlineData("event.status == 'none' && event.severity == severity.info")]
    [InlineData("event.time == timestamp('2026-05-04T12:00:00Z')")]
    [InlineData("event.labels.size() == 0")]
    public void Match_BareEvent_HasDefaults(string expression) =>
        Match(Rules.Compile(Rules.Rule("r", r => r.When(expression))), new NotificationEvent { Type = "a" }, out _).ShouldBe(["r"]);

    [Theory]
    [InlineData("event.data.missing > 1", "NoSuchKey", "1:")]
    [InlineData("event.labels.zone == 'a'", "zone", "1:")]
    [InlineData("event.data.region > 5", "", "1:")]
    [InlineData("event.data.region", "bool", "")]
    [InlineData("1 / int(event.data.amount - 1500.0) == 1", "", "1:")]
    public void Match_FailsAtRunTime_IsFalseWithTheError(string expression, string hint, string position)
    {
        var rules = Rules.Compile(Rules.Rule("bad", r => r.When(expression)), Rules.Rule("good"));
        Match(rules, Full, out var failures).ShouldBe(["good"]);
        var failure = failures.ShouldHaveSingleItem();
        failure.Rule!.Name.ShouldBe("bad");
        failure.Rule.Failures.ShouldBe(1);
        failure.Message.ShouldStartWith(position);
        if (hint != "NoSuchKey")
            failure.Message.ShouldContain(hint);
        failure.Message.ShouldNotContain("eu");
    }

    [Fact]
    public void Match_SeveralConditions_AllMustHold()
    {
        var rules = Rules.Compile(
            Rules.Rule("both", r => r.When("event.severity >= 3 // high\n").When("event.labels.team == 'db' // ours")),
            Rules.Rule("one", r => r.When("event.severity >= 3").When("event.labels.team == 'web'")),
            Rules.Rule("either", r => r.When("false || event.severity == 0").When("true")),
            Rules.Rule("mixed", r => r.When("event.severity >= 3").WhenJson("""{"data.region":"eu"}""").When(static e => e.TenantId == "acme")),
            Rules.Rule("elsewhere", r => r.When("event.severity >= 3").WhenJson("""{"data.region":"us"}""")));
        Match(rules, Full, out _).ShouldBe(["both", "mixed"]);
    }

    [Fact]
    public void Match_Expression_AllocatesNothing()
    {
        var rules = Rules.Compile(Rules.Rule("r", r => r.When("""event.type == "incident.detected" && event.severity >= 3 && event.data.region in ["eu","us"]""")));
        Full.Data!.Root.ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object);
        MatchList matches = default;
        for (var i = 0; i < 100; i++)
        {
            matches.Clear();
            rules.Match(Full, null, Rules.Now, ref matches);
        }

        matches.Clear();
        Allocated.By(() =>
        {
            matches.Clear();
            rules.Match(Full, null, Rules.Now, ref matches);
        }).ShouldBe(0);
        matches.Count.ShouldBe(1);
    }

    [Fact]
    public void Compile_UnknownField_SaysWhereAndWhatWasMeant()
    {
        var error = Rules.Errors(Rules.Rule("r", r => r.When("event.typ == 'a'"))).ShouldHaveSingleItem();
        error.Path.ShouldBe("Rules:r:When");
        error.Message.ShouldStartWith("1:7: ");
        error.Message.ShouldContain("Did you mean 'type'?");
        error.Message.ShouldContain("event.typ == 'a'");
    }

    [Theory]
    [InlineData("event.type")]
    [InlineData("event.severity >= 'high'")]
    [InlineData("event.type.startWith('a')")]
    [InlineData("(event.type == 'a'")]
    [InlineData("event.type.matches('(a')")]
    [InlineData("{\"data.amount\": {\"gt\": 1000}}")]
    public void Compile_CannotHold_IsAnError(string expression) => Rules.Errors(Rules.Rule("r", r => r.When(expression))).ShouldNotBeEmpty();

    [Fact]
    public void Compile_SeveralMistakes_AreAllNamed() =>
        Rules.Errors(Rules.Rule("r", r => r.When("event.typ == 'a' && event.severty > 1").ToExpression("pager", "event.dta.x").ToExpression(null, "event.severity > 1")))
            .Select(static e => e.Path).ShouldBe(["Rules:r:When", "Rules:r:When", "Rules:r:Targets:0:To", "Rules:r:Targets:1:To"], ignoreOrder: true);

    private static string[] Match(RuleSet rules, NotificationEvent notificationEvent, out IReadOnlyList<MatchFailure> failures)
    {
        MatchList matches = default;
        rules.Match(notificationEvent, null, Rules.Now, ref matches);
        failures = matches.Failures ?? [];
        return Rules.Names(matches);
    }
}
