using System.Diagnostics;
using Notifications.Benchmarks.Ratios;
using Notifications.Configuration;
using Notifications.Routing;

namespace Notifications.Benchmarks.Rigs;

/// <summary>Routing alone: of so many rules one matches each event.</summary>
internal sealed class RoutingRig : IRig
{
    private const int Events = 4_000_000;
    private readonly RuleSet _rules;
    private readonly NotificationEvent[] _events;

    private RoutingRig(int rules)
    {
        var documents = new List<RuleDocument>(rules);
        for (var i = 0; i < rules; i++)
        {
            documents.Add(new RuleDocument
            {
                Name = $"rule{i}",
                EventTypes = [i % 5 == 4 ? $"area{i}.*" : $"area{i}.machine.failed"],
                MinSeverity = (Severity)(i % 3),
                Targets = [new RuleTarget { Channel = "sink" }],
            });
        }

        var errors = new ErrorList();
        _rules = RuleCompiler.Compile(documents, new EventTypeRegistry([]), errors);

        // The same ten rules are asked for, whatever their number: what differs is only how many there are.
        _events = [.. Enumerable.Range(0, 10).Select(static i => new NotificationEvent
        {
            Type = $"area{i}.machine.failed",
            Source = "/plant",
            Severity = Severity.High,
        })];
    }

    public static ValueTask<IRig> CreateAsync(int rules) => new(new RoutingRig(rules));

    public ValueTask<Sample> RunAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var matches = default(MatchList);
        var matched = 0;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Events; i++)
        {
            _rules.Match(_events[i % 10], null, now, ref matches);
            matched += matches.Count;
            matches.Clear();
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        if (matched != Events)
            throw new AccountingException($"{Events} matches were due, {matched} found");
        return new(new Sample(Events / elapsed.TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)Events));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
