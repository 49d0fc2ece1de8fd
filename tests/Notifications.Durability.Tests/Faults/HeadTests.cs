using Notifications.Conformance.Storage.Disk;
using Notifications.Storage.Journal;
using Notifications.Storage.Journal.Format;

namespace Notifications.Durability.Faults;

/// <summary>Files whose absence nothing else tells: the newest segments, and the note that says which is the newest.</summary>
public sealed class HeadTests
{
    [Theory]
    [InlineData("newest")]
    [InlineData("segments")]
    [InlineData("head")]
    [InlineData("all but the head")]
    public async Task Start_FilesAreMissing_IsRefusedUntilTheOperatorLetsThemGo(string missing)
    {
        await using var log = new ItemLog();
        var disk = await MakeAsync(log);
        var newest = disk.List().Last(static name => FileNames.IsSegment(name, out _));
        disk = disk.Kill();
        disk.Vanish(name => missing switch
        {
            "newest" => name == newest,
            "segments" => FileNames.IsSegment(name, out _),
            "head" => name == FileNames.Head,
            _ => name != FileNames.Head,
        });

        var error = await Should.ThrowAsync<JournalException>(() => log.OpenAsync(disk));

        error.Error.ShouldBe(JournalError.Damaged);
        error.Message.ShouldContain(missing == "head" ? FileNames.Head : newest);
        error.Message.ShouldContain(missing == "head" ? "nobody knows" : "is missing");
        disk = disk.Kill();
        var live = await log.OpenAsync(disk, continueWithLoss: true);
        live.Count.ShouldBeLessThanOrEqualTo(log.Added);
        (await log.AddAsync()).IsCommitted.ShouldBeTrue();
        (await log.OpenAsync(disk.Kill())).Count.ShouldBe(live.Count + 1, "what was let go of is not missed again");
    }

    [Fact]
    public async Task Start_HeadIsFlipped_OpensWithAllOrRefuses()
    {
        await using var log = new ItemLog();
        var files = (await MakeAsync(log)).Copy();
        foreach (var at in Enumerable.Range(0, FileHeader.Size).SelectMany(static n => new[] { n, 4096 + n }))
        {
            files[FileNames.Head][at] ^= 0x10;
            try
            {
                (await log.OpenAsync(SimulatedDisk.Of(files))).Count.ShouldBe(log.Added, $"byte {at}");
            }
            catch (JournalException error)
            {
                error.Error.ShouldBe(JournalError.Damaged, $"byte {at}");
            }

            files = files.ToDictionary(static f => f.Key, static f => f.Value.ToArray());
            files[FileNames.Head][at] ^= 0x10;
        }
    }

    [Fact]
    public async Task Start_AnEarlierReleaseWroteNoHead_Opens()
    {
        await using var log = new ItemLog();
        var files = (await MakeAsync(log)).Copy();
        files.Remove(FileNames.Head);
        foreach (var (_, bytes) in files.Where(static f => FileNames.IsSegment(f.Key, out _) || FileNames.IsCheckpoint(f.Key, out _)))
        {
            FileHeader.TryRead(bytes, out var header, out _).ShouldBeTrue();
            (header with { HasHead = false, Boot = 0 }).Write(bytes);
        }

        var disk = SimulatedDisk.Of(files);
        (await log.OpenAsync(disk)).Count.ShouldBe(log.Added);

        disk.List().ShouldContain(FileNames.Head);
    }

    private static async Task<SimulatedDisk> MakeAsync(ItemLog log)
    {
        var disk = new SimulatedDisk(1);
        await log.OpenAsync(disk);
        while (Count(disk, FileNames.IsSegment) < 3 || Count(disk, FileNames.IsCheckpoint) == 0)
            await log.AddAsync(1);
        return disk;
    }

    private static int Count(SimulatedDisk disk, IsKind isKind) => disk.List().Count(name => isKind(name, out _));

    private delegate bool IsKind(string name, out long number);
}
