using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Journal;

/// <summary>The figures of the engine on its journal, against what the same disk gives without it.</summary>
internal static class JournalSuite
{
    private const int Many = 256;

    public static RatioSuite Create() => new("journal",
    [
        new("journal.accept", "1/s", new Aim(0.4), static () => JournalRig.CreateAsync(Many, 30_000, delivers: false), static () => RawCommitRig.CreateAsync(Many, 30_000)),
        new("journal.deliver", "1/s", new Aim(0.2), static () => JournalRig.CreateAsync(Many, 30_000, delivers: true), static () => RawCommitRig.CreateAsync(Many, 30_000)),
        new("journal.single", "1/s", new Aim(0.7), static () => JournalRig.CreateAsync(1, 2_000, delivers: false), static () => RawAppendRig.CreateAsync(2_000)),
        new("journal.recovery", "1/s", new Aim(0.2), RecoveryRig.CreateAsync, RawReadRig.CreateAsync),
    ]);
}
