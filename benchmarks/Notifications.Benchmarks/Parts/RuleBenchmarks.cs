using BenchmarkDotNet.Attributes;
using Notifications.Aggregation;
using Notifications.Configuration;
using Notifications.Dispatch;

namespace Notifications.Benchmarks.Parts;

/// <summary>The pure rules on the way of a delivery.</summary>
[Config(typeof(ShortRun))]
public class RuleBenchmarks
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private readonly DebounceOptions _debounceOptions = new();
    private readonly DebounceRule _debounce = new();
    private long _arrival;
    private long _id;

    [Benchmark]
    public bool DebounceFirst() => _debounce.Decide(_debounceOptions, null, new DebounceInput(NotificationStatus.Firing, Severity.High), Now).Next is not null;

    [Benchmark]
    public bool DebounceJoin() => _debounce.Decide(
        _debounceOptions, new DebounceEpisode(false, Now, 1, NotificationStatus.Firing, Severity.High), new DebounceInput(NotificationStatus.Firing, Severity.High), Now).Next is not null;

    [Benchmark]
    public long Gcra()
    {
        (var wait, _arrival) = GcraRule.Ask(10, 100, _arrival, _arrival);
        return wait;
    }

    [Benchmark]
    public TimeSpan Retry() => RetrySchedule.Delay(++_id, 3, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5));
}
