using BenchmarkDotNet.Attributes;
using Notifications.Configuration;
using Notifications.Routing;

namespace Notifications.Benchmarks.Parts;

/// <summary>Which of so many rules an event matches: one.</summary>
[Config(typeof(ShortRun))]
public class RoutingBenchmarks
{
    private readonly NotificationEvent _event = new() { Type = "area3.machine.failed", Severity = Severity.High };
    private RuleSet _rules = RuleSet.Empty;

    [Params(10, 500, 5_000)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void SetUp() => _rules = RuleCompiler.Compile(
        Enumerable.Range(0, Rules).Select(static i => new RuleDocument
        {
            Name = $"rule{i}",
            EventTypes = [i % 5 == 4 ? $"area{i}.*" : $"area{i}.machine.failed"],
            Targets = [new RuleTarget { Channel = "sink" }],
        }),
        new EventTypeRegistry([]),
        new ErrorList());

    [Benchmark]
    public int Match()
    {
        var matches = default(MatchList);
        _rules.Match(_event, null, DateTimeOffset.UnixEpoch, ref matches);
        return matches.Count;
    }
}
