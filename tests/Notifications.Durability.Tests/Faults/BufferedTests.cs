using Notifications.Conformance.Storage.Disk;
using Notifications.Storage.Journal;
using Notifications.Storage.Journal.Format;

namespace Notifications.Durability.Faults;

/// <summary>Without a confirmation of each commit: the end of the process loses nothing, a crash of the machine loses the end and says so, and rot is told from both.</summary>
public sealed class BufferedTests
{
    private const int TornLogged = 1301;
    private const int LossLogged = 1302;
    private const int UnconfirmedLogged = 1316;
    private const int InputOutput = 5;

    [Fact]
    public async Task Kill_NothingIsLost()
    {
        await using var log = new ItemLog(JournalDurability.OsBuffered);
        var disk = new SimulatedDisk(1);
        await log.OpenAsync(disk);
        await log.AddAsync(40);

        (await log.OpenAsync(disk.Kill())).ShouldBe(Enumerable.Range(1, 40).Select(static n => (long)n));

        log.Logged.ShouldNotContain(LossLogged);
    }

    [Fact]
    public async Task PowerLoss_LosesTheEndOnlyAndSaysWhatWasAccepted()
    {
        var holes = 0;
        for (var seed = 1; seed <= 200; seed++)
        {
            await using var log = new ItemLog(JournalDurability.OsBuffered);
            var disk = new SimulatedDisk(seed);
            await log.OpenAsync(disk);
            await log.AddAsync(10 + (seed % 20));

            disk = disk.LosePower();
            var live = await log.OpenAsync(disk);

            live.ShouldBe(Enumerable.Range(1, live.Count).Select(static n => (long)n), $"seed {seed}");
            holes += log.Logged.Contains(LossLogged) ? 1 : 0;
            await log.OpenAsync(disk.Kill());
        }

        holes.ShouldBeGreaterThan(10, "the disk took later pages and not earlier ones");
    }

    [Fact]
    public async Task Rot_TheMachineHasNotCrashed_IsRefused()
    {
        await using var log = new ItemLog(JournalDurability.OsBuffered);
        var disk = new SimulatedDisk(1);
        await log.OpenAsync(disk);
        await log.AddAsync(5);
        var files = disk.Copy();
        files[files.Keys.Last(static name => FileNames.IsSegment(name, out _))][FileHeader.Size + 300] ^= 1;

        var error = await Should.ThrowAsync<JournalException>(() => log.OpenAsync(SimulatedDisk.Of(files)));

        error.Error.ShouldBe(JournalError.Damaged);
        error.Message.ShouldContain("good commits stand behind the damage");
    }

    [Fact]
    public async Task Write_IsCutOffByTheEndOfTheProcess_IsTorn()
    {
        await using var log = new ItemLog(JournalDurability.OsBuffered);
        var disk = new SimulatedDisk(1);
        await log.OpenAsync(disk);
        await log.AddAsync(5);
        var files = disk.Copy();
        var last = files.Keys.Last(static name => FileNames.IsSegment(name, out _));
        files[last].AsSpan(files[last].AsSpan().LastIndexOfAnyExcept((byte)0) - 100).Clear();

        (await log.OpenAsync(SimulatedDisk.Of(files))).Count.ShouldBe(4);

        log.Logged.ShouldContain(TornLogged);
        log.Logged.ShouldNotContain(LossLogged);
    }

    [Fact]
    public async Task Flush_FailsAtTheEndOfASegment_WhatIsLiveIsWrittenDownAnewAndTheFileIsNotAskedAgain()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            await using var log = new ItemLog(JournalDurability.OsBuffered);
            var disk = new SimulatedDisk(seed);
            await log.OpenAsync(disk);
            var failed = false;
            disk.Fault = (_, operation) =>
            {
                if (failed || operation != DiskOperation.Flush)
                    return 0;
                failed = true;
                return InputOutput;
            };
            while (!failed)
                await log.AddAsync(1);

            log.Logged.ShouldContain(UnconfirmedLogged, $"seed {seed}");
            var safe = log.Added - 1;
            await log.AddAsync(1);
            log.Store.Problem.ShouldBeNull("a checkpoint has all that was live");

            // Nothing is known of a file that did not confirm: a power failure shows whether it was believed.
            (await log.OpenAsync(disk.LosePower())).Count.ShouldBeGreaterThanOrEqualTo(safe, $"seed {seed}");
        }
    }
}
