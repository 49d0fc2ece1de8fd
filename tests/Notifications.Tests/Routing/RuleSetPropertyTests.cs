using FsCheck;
using FsCheck.Fluent;
using Notifications.Configuration;

namespace Notifications.Tests.Routing;

public sealed class RuleSetPropertyTests
{
    private static readonly string[] Types = ["a", "a.b", "a.b.c", "a.c", "b", "b.c", "ab", "ab.c", "c.b.a", "a."];
    private static readonly string[] Globs = ["a", "a.b", "a.*", "a.b.*", "*.c", "*", "a*", "?.b", "*.b.*", "a.?", "a.*.c", "*b.c", "b.c*", "*a"];
    private static readonly string[] Domains = ["a", "b", "a.b"];
    private static readonly string[] Sources = ["s1", "s2", "s3"];
    private static readonly string[] SourceGlobs = ["s1", "s2", "s*", "*"];
    private static readonly string?[] Tenants = [null, null, "t1", "t2"];
    private static readonly string[] Matchers = ["x=1", "x=2", "x!=1", "x=\"\"", "y=1", "y=~\"1|2\"", "z=1", "x=~\".*\""];
    private static readonly Severity[] Severities = Enum.GetValues<Severity>();

    private static readonly Gen<RuleDocument> AnyRule =
        from types in Some(Globs, 3)
        from domains in Some(Domains, 2)
        from severity in Gen.Frequency((3, Gen.Constant(Severity.Info)), (2, Gen.Elements(Severities)))
        from sources in Some(SourceGlobs, 2)
        from tenant in Gen.Elements(Tenants)
        from matchers in Some(Matchers, 3)
        from status in Gen.Elements<NotificationStatus[]>([], [], [NotificationStatus.Firing], [NotificationStatus.None, NotificationStatus.Resolved])
        from priority in Gen.Choose(0, 3)
        from flags in Gen.Choose(0, 99)
        from hours in Gen.Choose(-2, 2)
        select new RuleDocument
        {
            EventTypes = types,
            Domains = domains,
            MinSeverity = severity,
            Sources = sources,
            TenantId = tenant,
            Matchers = matchers,
            Statuses = status,
            Priority = priority,
            Stop = flags % 10 == 0,
            Enabled = flags % 10 != 1,
            IsCatchAll = flags % 10 == 2,
            ValidFrom = flags < 10 ? Rules.Now.AddHours(hours) : null,
            ValidUntil = flags > 90 ? Rules.Now.AddHours(hours) : null,
            Targets = [new RuleTarget { Channel = "pager" }],
        };

    private static readonly Gen<NotificationEvent> AnyEvent =
        from type in Gen.Elements(Types)
        from severity in Gen.Elements(Severities)
        from source in Gen.Elements<string?>([null, .. Sources])
        from tenant in Gen.Elements(Tenants)
        from status in Gen.Elements(Enum.GetValues<NotificationStatus>())
        from x in Gen.Elements(null, "1", "2", "3")
        from y in Gen.Elements(null, "1", "2")
        from asSet in Gen.Elements(true, false)
        select new NotificationEvent
        {
            Type = type,
            Severity = severity,
            Source = source,
            TenantId = tenant,
            Status = status,
            Labels = Labels(x, y, asSet),
        };

    [Fact]
    public void Match_AnyRulesAndEvents_AgreesWithAskingEachRule()
    {
        var cases = from count in Gen.Choose(0, 120)
                    from rules in AnyRule.ArrayOf(count)
                    from events in AnyEvent.ArrayOf(20)
                    select (rules, events);
        Prop.ForAll(cases.ToArbitrary(), static c =>
        {
            var rules = Rules.Compile(c.rules.Select(static (r, i) => r with { Name = $"r{i}" }));
            foreach (var e in c.events)
                rules.Match(e).ShouldBe(RuleMatcher.NaiveMatch(rules, e, Rules.Now), $"for {e}");
        }).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static Gen<string[]> Some(string[] from, int most) => Gen.Frequency(
        (1, Gen.Constant(Array.Empty<string>())),
        (1, Gen.Choose(1, most).SelectMany(n => Gen.Elements(from).ArrayOf(n))));

    private static IReadOnlyDictionary<string, string> Labels(string? x, string? y, bool asSet)
    {
        Dictionary<string, string> labels = [];
        if (x is not null)
            labels.Add("x", x);
        if (y is not null)
            labels.Add("y", y);
        return asSet ? LabelSet.From(labels) : labels;
    }
}
