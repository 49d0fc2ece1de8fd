using Notifications.Benchmarks.Handmade;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Figures;

/// <summary>The figures of the engine in memory.</summary>
internal static class EngineSuite
{
    public static RatioSuite Create() => new("engine",
    [
        new("deliver.plain", "1/s", new Aim(0.5, Bytes: 400), PlainRig.CreateAsync, HandmadePlainRig.CreateAsync),
        new("deliver.full", "1/s", new Aim(2, Bytes: 800), FullRig.CreateAsync, HandmadeFullRig.CreateAsync),
    ]);
}
