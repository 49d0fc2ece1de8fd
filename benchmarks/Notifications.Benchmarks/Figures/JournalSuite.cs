using Notifications.Benchmarks.Journal;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Figures;

/// <summary>The figures of the journal, on the disk of the temporary files.</summary>
internal static class JournalSuite
{
    private const int Callers = 256;
    private const int Items = 50_000;
    private const int Singles = 500;
    private const int Live = 1_000_000;

    public static RatioSuite Create()
    {
        var (accept, deliver, single) = (new RecordSize(), new RecordSize(), new RecordSize());
        var folder = new JournalFolder();
        return new("journal",
        [
            new("journal.accept", "1/s", new Aim(0.4), () => JournalRig.CreateAsync(accept, Callers, Items, delivers: false), () => RawCommitRig.CreateAsync(accept, Callers, Items)),
            new("journal.deliver", "1/s", new Aim(0.2), () => JournalRig.CreateAsync(deliver, Callers, Items, delivers: true), () => RawCommitRig.CreateAsync(deliver, Callers, Items)),
            new("journal.single", "1/s", new Aim(0.7), () => JournalRig.CreateAsync(single, 1, Singles, delivers: false), () => RawAppendRig.CreateAsync(single, Singles)),
            new("journal.recovery", "1/s", new Aim(0.2), () => RecoveryRig.CreateAsync(folder, Live), () => ReadRig.CreateAsync(folder, Live)),
        ]);
    }
}
