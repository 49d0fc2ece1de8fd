using Notifications.Conformance.Storage.Disk;
using Notifications.Storage;
using Notifications.Storage.Journal;

namespace Notifications.Durability.Faults;

public sealed class DiskErrorTests
{
    private const int InputOutput = 5;
    private const int NoSpace = 28;

    [Theory]
    [InlineData(InputOutput, 1)]
    [InlineData(InputOutput, 3)]
    [InlineData(InputOutput, 12)]
    [InlineData(NoSpace, 1)]
    [InlineData(NoSpace, 3)]
    [InlineData(NoSpace, 12)]
    public async Task Error_AtEveryOperation_LosesNothingAndRecoversByItself(int errno, int times)
    {
        for (var at = 1; at <= 260; at++)
        {
            try
            {
                await RunAsync(errno, at, times);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Operation {at}: {error.Message}", error);
            }
        }
    }

    [Fact]
    public async Task Flush_FailsOnce_IsNotRepeatedOnTheSameFile()
    {
        await using var work = new Workload(3);
        var disk = new SimulatedDisk(3);
        await work.OpenAsync(disk);
        await work.RunAsync(3, most: 1);
        var failed = 0;
        List<DiskOperation> after = [];
        disk.Fault = (_, operation) =>
        {
            if (failed > 0)
                after.Add(operation);
            return operation == DiskOperation.Flush && failed++ == 0 ? InputOutput : 0;
        };

        await work.RunAsync(1, most: 1);

        // The commits are written anew, to another file that is created, named and flushed first.
        work.Refused.ShouldBe(0);
        after.IndexOf(DiskOperation.Rename).ShouldBeGreaterThanOrEqualTo(0);
        after.IndexOf(DiskOperation.Rename).ShouldBeLessThan(after.LastIndexOf(DiskOperation.Write));
        disk.Fault = null;
        await work.OpenAsync(disk.LosePower());
    }

    [Fact]
    public async Task Flush_FailsAtTheEndOfABufferedSegment_IsToldAndNotRepeated()
    {
        var clock = new Simulation.SimulatedClock(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
        var disk = new SimulatedDisk(5);
        var logger = new ListLogger();
        await using var store = new JournalStore(
            disk, new JournalSettings(new JournalOptions { Path = disk.Path, SegmentSize = 2048, Durability = JournalDurability.OsBuffered }, new StoreLimits(), InlineUpkeep: true), new Conformance.Storage.TestDecoder(), clock, logger);
        await store.OpenAsync(default);
        List<DiskOperation> operations = [];
        disk.Fault = (_, operation) =>
        {
            operations.Add(operation);
            return operation == DiskOperation.Flush && operations.Count(static o => o == DiskOperation.Flush) == 1 ? InputOutput : 0;
        };
        var batch = new ChangeBatch();
        for (var id = 1; id <= 30; id++)
        {
            Add(batch, id, clock.GetUtcNow());
            (await store.CommitAsync(batch, default)).IsCommitted.ShouldBeTrue();
        }

        // What comes after the failed flush is the next segment: its header is written before anything is flushed again.
        logger.Entries.Count(static entry => entry.Id == 1316).ShouldBe(1);
        operations[operations.IndexOf(DiskOperation.Flush) + 1].ShouldNotBe(DiskOperation.Flush);
    }

    /// <summary>What is written ahead fails: with the error of a full disk new work is refused, with any other it is taken while there is a segment, and the words are true.</summary>
    [Theory]
    [InlineData(InputOutput, 1318, 1319, CommitKind.Committed, "disk fails")]
    [InlineData(NoSpace, 1304, 1305, CommitKind.Full, "nearly full")]
    public async Task Spare_CannotBeWritten_IsToldAsWhatItIsAndMendsItself(int errno, int failed, int mended, CommitKind expected, string words)
    {
        var clock = new Simulation.SimulatedClock(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
        var disk = new SimulatedDisk(5);
        var logger = new ListLogger();
        await using var store = new JournalStore(
            disk, new JournalSettings(new JournalOptions { Path = disk.Path, SegmentSize = 4096 }, new StoreLimits(), InlineUpkeep: true), new Conformance.Storage.TestDecoder(), clock, logger);
        await store.OpenAsync(default);

        // The spare is used up when a segment ends; the next one cannot be written.
        var batch = new ChangeBatch();
        var id = 0;
        disk.Fault = (_, operation) => operation == DiskOperation.Create ? errno : 0;
        while (store.Problem is null)
        {
            Add(batch, ++id, clock.GetUtcNow());
            await store.CommitAsync(batch, default);
        }

        Add(batch, ++id, clock.GetUtcNow());
        var result = await store.CommitAsync(batch, default);

        result.Kind.ShouldBe(expected, result.Reason);
        store.Problem.ShouldNotBeNull().ShouldContain(words);
        logger.Entries.Count(entry => entry.Id == failed).ShouldBe(1);
        logger.Entries.ShouldNotContain(entry => entry.Id == (errno == NoSpace ? 1318 : 1304));
        disk.Fault = null;

        // Nobody publishes: the writer finds it by itself.
        while (store.Problem is not null)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        Add(batch, ++id, clock.GetUtcNow());
        (await store.CommitAsync(batch, default)).IsCommitted.ShouldBeTrue();
        logger.Entries.Count(entry => entry.Id == mended).ShouldBe(1);
    }

    private static void Add(ChangeBatch batch, int id, DateTimeOffset now)
    {
        batch.Clear();
        batch.Accept(new AcceptedEvent(new NotificationId(id, now), new NotificationEvent { Type = "t" }, PublishKind.Accepted, 1));
        batch.Change(new Conformance.Storage.TestItem(WorkItemKind.Delivery, id) { Id = 100 + id }, ChangeKind.Add);
    }

    [Fact]
    public async Task Logger_ThrowsWhileTheDiskFails_NothingIsWrittenBehindWhatDoesNotCount()
    {
        var clock = new Simulation.SimulatedClock(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
        var disk = new SimulatedDisk(5);
        List<long> accepted = [];
        await using (var store = new JournalStore(
            disk, new JournalSettings(new JournalOptions { Path = disk.Path, SegmentSize = 4096 }, new StoreLimits(), InlineUpkeep: true), new Conformance.Storage.TestDecoder(), clock, new ThrowingLogger()))
        {
            await store.OpenAsync(default);
            var failed = 0;
            disk.Fault = (_, operation) => operation == DiskOperation.Flush && ++failed == 3 ? InputOutput : 0;
            var batch = new ChangeBatch();
            for (var id = 1; id <= 8; id++)
            {
                Add(batch, id, clock.GetUtcNow());
                if ((await store.CommitAsync(batch, default)).IsCommitted)
                    accepted.Add(id);
            }
        }

        accepted.Count.ShouldBe(7);
        disk.Fault = null;
        await using var next = Workload.Create(disk.Kill(), clock);
        await next.OpenAsync(default);
        next.Count().Deliveries.ShouldBe(7);
    }

    private static async Task RunAsync(int errno, int at, int times)
    {
        await using var work = new Workload(at);
        var disk = new SimulatedDisk(at) { Fault = (number, operation) => number >= at && number < at + times && MayFail(errno, operation) ? errno : 0 };
        try
        {
            await work.OpenAsync(disk);
        }
        catch (JournalException error)
        {
            error.Error.ShouldBeOneOf(JournalError.Inaccessible, JournalError.DiskFull);
            disk.Fault = null;
            disk = disk.Kill();
            await work.OpenAsync(disk);
        }

        await work.RunAsync(40, most: 1);
        disk.Fault = null;
        var refused = work.Refused;
        await work.RunAsync(3, most: 1);

        // The first of these may have found the journal resting, or the room not yet back.
        work.Refused.ShouldBeLessThanOrEqualTo(refused + 1);
        await work.OpenAsync(disk.LosePower());
    }

    private static bool MayFail(int errno, DiskOperation operation) =>
        errno != NoSpace || operation is DiskOperation.Create or DiskOperation.Write or DiskOperation.Rename or DiskOperation.Flush;
}
