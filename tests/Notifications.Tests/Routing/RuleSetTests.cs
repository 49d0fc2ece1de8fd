using Notifications.Configuration;
using Notifications.Routing;
using Notifications.Routing.Index;

namespace Notifications.Tests.Routing;

public sealed class RuleSetTests
{
    [Fact]
    public void Match_PrioritiesAndNames_TotalOrder()
    {
        var rules = Rules.Compile(
            Rules.Rule("b"), Rules.Rule("a", r => r.Priority(1)), Rules.Rule("B"), Rules.Rule("z", r => r.Priority(-5)), Rules.Rule("aa"));
        rules.Match(Rules.Event()).ShouldBe(["z", "B", "aa", "b", "a"]);
    }

    [Fact]
    public void Match_Stop_EndsAfterTheRuleThatMatched()
    {
        var rules = Rules.Compile(
            Rules.Rule("1", r => r.OnEvent("other").Stop()), Rules.Rule("2"), Rules.Rule("3", r => r.Stop()), Rules.Rule("4"));
        rules.Match(Rules.Event()).ShouldBe(["2", "3"]);
        rules.Match(Rules.Event()).ShouldBe(["2", "3"], "nothing of the first match may be left in the candidates");
    }

    [Fact]
    public void Match_Stop_LaterConditionsAreNotAsked()
    {
        var rules = Rules.Compile(
            Rules.Rule("1", r => r.Stop()), Rules.Rule("2", r => r.When(static _ => throw new InvalidOperationException("asked"))));
        MatchList matches = default;
        rules.Match(Rules.Event(), null, Rules.Now, ref matches);
        matches.Failures.ShouldBeNull();
    }

    [Fact]
    public void Match_CatchAll_OnlyWhenNothingElseMatches()
    {
        var rules = Rules.Compile(
            Rules.Rule("all", catchAll: true), Rules.Rule("tenant", r => r.ForTenant("acme"), catchAll: true), Rules.Rule("db", r => r.OnEvent("db.*")));
        MatchList matches = default;
        rules.Match(Rules.Event("web.down"), null, Rules.Now, ref matches);
        matches.IsCatchAll.ShouldBeTrue();
        Rules.Names(matches).ShouldBe(["all"]);
        matches.Clear();
        rules.Match(Rules.Event("db.down"), null, Rules.Now, ref matches);
        matches.IsCatchAll.ShouldBeFalse();
        Rules.Names(matches).ShouldBe(["db"]);
    }

    [Fact]
    public void Match_Validity_IsHalfOpen()
    {
        var rules = Rules.Compile(Rules.Rule("r", r => r.ValidFrom(Rules.Now).ValidUntil(Rules.Now.AddHours(1))));
        rules.Match(Rules.Event(), now: Rules.Now.AddTicks(-1)).ShouldBeEmpty();
        rules.Match(Rules.Event(), now: Rules.Now).ShouldBe(["r"]);
        rules.Match(Rules.Event(), now: Rules.Now.AddHours(1).AddTicks(-1)).ShouldBe(["r"]);
        rules.Match(Rules.Event(), now: Rules.Now.AddHours(1)).ShouldBeEmpty();
    }

    [Fact]
    public void Match_ConditionThrows_IsFalseAndCounted()
    {
        var rules = Rules.Compile(Rules.Rule("bad", r => r.When(static _ => throw new InvalidOperationException("boom"))), Rules.Rule("good"));
        MatchList matches = default;
        rules.Match(Rules.Event(), null, Rules.Now, ref matches);
        Rules.Names(matches).ShouldBe(["good"]);
        var failure = matches.Failures.ShouldNotBeNull().ShouldHaveSingleItem();
        failure.Message.ShouldContain("boom");
        failure.Rule!.Failures.ShouldBe(1);
    }

    [Fact]
    public void Match_ConditionThatMatchesAgain_IsNotConfused()
    {
        RuleSet? rules = null;
        rules = Rules.Compile(
            Rules.Rule("1", r => r.OnEvent("outer").When(_ => rules!.Match(Rules.Event("inner")).SequenceEqual(["3"]))),
            Rules.Rule("2", r => r.OnEvent("outer")),
            Rules.Rule("3", r => r.OnEvent("inner")));
        rules.Match(Rules.Event("outer")).ShouldBe(["1", "2"]);
    }

    [Fact]
    public void Match_MoreThanEight_AllInOrder()
    {
        var rules = Rules.Compile(Enumerable.Range(0, 200).Select(static i => Rules.Rule($"r{i:000}")));
        rules.Match(Rules.Event()).ShouldBe(Enumerable.Range(0, 200).Select(static i => $"r{i:000}"));
    }

    [Fact]
    public void Match_UpToEight_AllocatesNothing()
    {
        var rules = Rules.Compile(Enumerable.Range(0, 500).Select(static i =>
            Rules.Rule($"r{i:000}", r => r.OnEvent($"t{i / 8}.*").MinSeverity(Severity.Low).WhereLabel("team=db", "x!=1"))));
        var e = Rules.Event("t7.x", labels: ("team", "db")) with { Severity = Severity.High };
        MatchList matches = default;
        for (var i = 0; i < 100; i++)
        {
            matches.Clear();
            rules.Match(e, null, Rules.Now, ref matches);
        }

        matches.Count.ShouldBe(8);
        Allocated.By(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                matches.Clear();
                rules.Match(e, null, Rules.Now, ref matches);
            }
        }).ShouldBeLessThan(1_000);
    }

    [Theory]
    [InlineData("type")]
    [InlineData("prefix")]
    [InlineData("suffix")]
    [InlineData("domain")]
    [InlineData("source")]
    [InlineData("tenant")]
    [InlineData("label")]
    [InlineData("label of its own")]
    [InlineData("type and label")]
    [InlineData("severity")]
    public void Collect_FiveThousandRulesOneMatches_FewAreLookedAt(string kind)
    {
        var documents = Enumerable.Range(0, 5_000).Select(i => Rules.Rule($"r{i}", r => _ = kind switch
        {
            "type" => r.OnEvent($"t.x{i}"),
            "prefix" => r.OnEvent($"t.x{i}.*"),
            "suffix" => r.OnEvent($"*.x{i}"),
            "domain" => r.OnDomain($"x{i}"),
            "source" => r.OnEvent("t.*").FromSource($"s{i}"),
            "tenant" => r.OnEvent("t.*").ForTenant($"t{i}"),
            "label" => r.OnEvent("t.*").WhereLabel($"team=x{i}"),
            "label of its own" => r.OnEvent("t.*").WhereLabel($"l{i}=1"),
            "type and label" => r.OnEvent($"t.x{i % 71}").WhereLabel($"team=x{i % 73}"),
            _ => r.MinSeverity(i == 77 ? Severity.Info : Severity.High),
        }));
        var e = Rules.Event(
            kind switch { "type" or "type and label" => "t.x7", "prefix" => "t.x7.y", "domain" => "x7", _ => "t.x7" },
            labels: [("team", "x7"), ("l7", "1")]) with
        { Source = "s7", TenantId = "t7" };
        var rules = Rules.Compile(documents);
        rules.Match(e).Length.ShouldBe(1);
        var candidates = CandidateSet.Rent(5_000);
        RuleIndex.Build(rules.Rules.ToArray()).Collect(e, candidates);
        var looked = 0;
        while (candidates.TakeNext() >= 0)
            looked++;
        candidates.Return();
        looked.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public void TryGet_Name_IgnoresCase()
    {
        var rules = Rules.Compile(Rules.Rule("Orders"));
        rules.TryGet("orders", out var rule).ShouldBeTrue();
        rule!.Name.ShouldBe("Orders");
    }

    [Theory]
    [InlineData(Severity.Critical, Priority.Critical)]
    [InlineData(Severity.High, Priority.High)]
    [InlineData(Severity.Medium, Priority.Normal)]
    [InlineData(Severity.Low, Priority.Low)]
    [InlineData(Severity.Info, Priority.Low)]
    public void PriorityFor_Severity_ByTable(Severity severity, Priority expected)
    {
        var rules = Rules.Compile(Rules.Rule("a"), Rules.Rule("b", r => r.DeliverWith(Priority.High)));
        rules.Rules[0].PriorityFor(severity).ShouldBe(expected);
        rules.Rules[1].PriorityFor(severity).ShouldBe(Priority.High);
    }

    [Theory]
    [InlineData("EventTypes:0", "a[bc]")]
    [InlineData("EventTypes:0", "")]
    [InlineData("EventTypes:0", "a b")]
    [InlineData("Sources:0", "\u0001")]
    [InlineData("Domains:0", "a.*")]
    [InlineData("Domains:0", "a.")]
    [InlineData("Matchers:0", "team")]
    [InlineData("Schedule:Cron", "0 9 * *")]
    [InlineData("Schedule:TimeZone", "Mars/Olympus")]
    [InlineData("Schedule:Interval", "10ms")]
    public void Compile_BadPattern_NamesPathAndValue(string key, string value)
    {
        var document = Rules.Rule("r", r => _ = key switch
        {
            "EventTypes:0" => r.OnEvent(value),
            "Sources:0" => r.FromSource(value),
            "Domains:0" => r.OnDomain(value),
            "Matchers:0" => r.WhereLabel(value),
            "Schedule:Cron" => r.Schedule(value),
            "Schedule:TimeZone" => r.Schedule("0 9 * * *", value),
            _ => r.Schedule(TimeSpan.FromMilliseconds(10)),
        });
        var error = Rules.Errors(document).ShouldHaveSingleItem();
        error.Path.ShouldBe($"Rules:r:{key}");
        error.Message.ShouldContain(value == "\u0001" ? "U+0001" : value);
    }
}
