using Notifications.Benchmarks.Handmade;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;
using Notifications.Benchmarks.Webhooks;

namespace Notifications.Benchmarks.Figures;

/// <summary>The figures of the engine in memory.</summary>
internal static class EngineSuite
{
    public static RatioSuite Create() => new("engine",
    [
        new("deliver.plain", "1/s", new Aim(0.5, Bytes: 400), PlainRig.CreateAsync, HandmadePlainRig.CreateAsync),
        new("deliver.full", "1/s", new Aim(2, Bytes: 800), static () => FullRig.CreateAsync(templates: false), HandmadeFull.CreateAsync),
        new("route.growth", "1/s", new Aim(0.9), static () => RoutingRig.CreateAsync(5_000), static () => RoutingRig.CreateAsync(10)),
        new("fanout", "1/s", new Aim(1), FanOutRig.CreateAsync, PlainRig.CreateAsync),
        new("webhook", "1/s", new Aim(0.9), WebhookRig.CreateAsync, RawPostRig.CreateAsync),
        new("isolation", "1/s", new Aim(0.95), static () => IsolationRig.CreateAsync(hangs: true), static () => IsolationRig.CreateAsync(hangs: false)),
        Fixed("latency.p50", "us", 100, static () => LatencyRig.CreateAsync(0.5)),
        Fixed("latency.p99", "us", 2_000, static () => LatencyRig.CreateAsync(0.99)),
        Fixed("latency.critical", "us", 5_000, CriticalRig.CreateAsync),
        Fixed("memory.queued", "B", 1_000, QueuedMemoryRig.CreateAsync),
        Fixed("memory.waiting", "B", 300, WaitingMemoryRig.CreateAsync),
        Fixed("memory.debounce", "B", 250, DebounceMemoryRig.CreateAsync),
        Fixed("history.search", "us", 20_000, SearchRig.CreateAsync),
        new("timers", "ns", new Aim(2, AtMost: true), static () => TimerRig.CreateAsync(1_000_000), static () => TimerRig.CreateAsync(1_000)),
    ]);

    private static Figure Fixed(string name, string unit, double limit, Func<ValueTask<IRig>> ours) =>
        new(name, unit, new Aim(1, AtMost: true), ours, FixedLimit: limit);
}
