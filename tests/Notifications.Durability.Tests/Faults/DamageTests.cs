using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Conformance.Storage.Disk;
using Notifications.Simulation;
using Notifications.Storage;
using Notifications.Storage.Journal;
using Notifications.Storage.Journal.Format;
using Notifications.Storage.Journal.Reading;
using Notifications.Storage.Journal.Writing;

namespace Notifications.Durability.Faults;

/// <summary>Whatever a disk does to the files: the journal opens with what was stored, but for an end that may never have been confirmed, or it says what is missing.</summary>
public sealed class DamageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Flip_EveryBit_IsRefusedOrLosesTheEndOnly()
    {
        var (files, states) = await MakeAsync(commits: 26);
        int refused = 0, opened = 0;
        foreach (var (name, bytes) in files.Where(static f => IsJournal(f.Key)))
        {
            for (var bit = 0; bit < bytes.Length * 8; bit++)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                if (Recover(files) is { } state)
                {
                    states[^2..].ShouldContain(state, $"bit {bit} of {name}");
                    opened++;
                }
                else
                {
                    refused++;
                }

                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }

        refused.ShouldBeGreaterThan(10_000);
        opened.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task Truncate_AtEveryByte_IsRefusedOrLosesTheEndOnly()
    {
        var (files, states) = await MakeAsync(commits: 26);
        var last = files.Keys.Last(static name => FileNames.IsSegment(name, out _));
        foreach (var (name, bytes) in files.Where(static f => IsJournal(f.Key)).ToList())
        {
            for (var length = 0; length < bytes.Length; length++)
            {
                files[name] = bytes[..length];
                if (Recover(files) is { } state)
                    states.ShouldContain(state, $"{name} cut at {length}");
                else if (name == last)
                    length.ShouldBeLessThan(FileHeader.Size, "the end of the last segment may be missing");
            }

            files[name] = bytes;
        }
    }

    [Fact]
    public async Task Rot_InTheMiddle_NamesWhatIsMissing()
    {
        var files = await DamagedAsync();

        var error = await Should.ThrowAsync<JournalException>(async () => await Workload.Create(SimulatedDisk.Of(files), new SimulatedClock(Now)).OpenAsync(default));

        error.Error.ShouldBe(JournalError.Damaged);
        error.Message.ShouldContain("commit");
        error.Message.ShouldContain(".ntj at byte");
        error.Message.ShouldContain(nameof(JournalOptions.ContinueWithLoss));
    }

    [Fact]
    public async Task ContinueWithLoss_RotInTheMiddle_GoesOnAndKeepsTheDamagedFile()
    {
        var disk = SimulatedDisk.Of(await DamagedAsync());
        await using (var lossy = JournalBench.Create(disk, new SimulatedClock(Now), new Conformance.Storage.TestDecoder(), static o => o.ContinueWithLoss = true))
        {
            await lossy.OpenAsync(default);
            lossy.Count().Deliveries.ShouldBeGreaterThan(0);
        }

        disk.List().ShouldContain(static name => name.EndsWith(FileNames.Damaged, StringComparison.Ordinal));
        await using var next = Workload.Create(disk.Kill(), new SimulatedClock(Now));
        await next.OpenAsync(default);
        next.Count().Deliveries.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Item_ItsEventIsInNoFile_IsRefusedUntilTheOperatorLetsItGo()
    {
        var disk = new SimulatedDisk(1);
        await using (var store = Workload.Create(disk, new SimulatedClock(Now)))
        {
            await store.OpenAsync(default);
            var batch = new ChangeBatch();
            batch.Accept(new AcceptedEvent(new NotificationId(1, Now), new NotificationEvent { Type = "kept" }, PublishKind.Accepted, 1));
            batch.Change(new Conformance.Storage.TestItem(WorkItemKind.Delivery, 1) { Id = 2 }, ChangeKind.Add);
            batch.Change(new Conformance.Storage.TestItem(WorkItemKind.Delivery, 3) { Id = 4 }, ChangeKind.Add);
            (await store.CommitAsync(batch, default)).IsCommitted.ShouldBeTrue();
        }

        var error = await Should.ThrowAsync<JournalException>(async () => await Workload.Create(disk.Kill(), new SimulatedClock(Now)).OpenAsync(default));
        error.Error.ShouldBe(JournalError.Damaged);
        error.Message.ShouldContain("of 1 live");
        error.Message.ShouldContain(nameof(JournalOptions.ContinueWithLoss));
        disk = disk.Kill();
        await using (var lossy = JournalBench.Create(disk, new SimulatedClock(Now), new Conformance.Storage.TestDecoder(), static o => o.ContinueWithLoss = true))
        {
            await lossy.OpenAsync(default);
            lossy.Count().Deliveries.ShouldBe(1);
        }

        await using var next = Workload.Create(disk.Kill(), new SimulatedClock(Now));
        await next.OpenAsync(default);
        next.Count().Deliveries.ShouldBe(1);
    }

    [Fact]
    public async Task Segment_IsMissing_IsRefused()
    {
        var (files, _) = await MakeAsync(commits: 26);
        files.Remove(files.Keys.First(static name => FileNames.IsSegment(name, out _))).ShouldBeTrue();

        Recover(files).ShouldBeNull();
    }

    [Fact]
    public async Task Segments_AllBehindTheCheckpointAreMissing_IsRefused()
    {
        var (files, _) = await MakeAsync(commits: 26);
        foreach (var name in files.Keys.Where(static name => FileNames.IsSegment(name, out _)).ToList())
            files.Remove(name);

        Recover(files).ShouldBeNull();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Slot_IsImpossible_IsRefused(int slot)
    {
        var bytes = new byte[EntryHeader.Size];
        new EntryHeader { Kind = EntryKind.Item, Change = ChangeKind.Add, Sub = (byte)WorkItemKind.Delivery, Slot = slot, Id = 1, EventId = 1 }.Write(bytes);
        var replay = new JournalReplay(new IdempotencyKeys(10), Now, new StoreLimits());

        Should.Throw<JournalException>(() => replay.Apply(bytes, 0, 0)).Error.ShouldBe(JournalError.Damaged);
    }

    [Theory]
    [InlineData(9, 1, 1L, 1L)]
    [InlineData(1, 0, 1L, 1L)]
    [InlineData(1, 1, long.MaxValue, 1L)]
    [InlineData(1, 1, 1L, -1L)]
    public void Header_SaysWhatCannotBe_IsNotRead(byte kind, byte version, long number, long firstLsn)
    {
        var bytes = new byte[FileHeader.Size];
        new FileHeader((FileKind)kind, false, 7, Guid.NewGuid(), number, firstLsn).Write(bytes);
        bytes[8] = version;
        BitConverter.TryWriteBytes(bytes.AsSpan(FileHeader.Size - 4), Checksum.Append(0, bytes.AsSpan(0, FileHeader.Size - 4))).ShouldBeTrue();

        FileHeader.TryRead(bytes, out _, out var isNewer).ShouldBeFalse();
        isNewer.ShouldBeFalse();
    }

    [Fact]
    public async Task Hole_InABufferedSegment_IsCutAndNamed()
    {
        var disk = new SimulatedDisk(1);
        await using (var store = JournalBench.Create(disk, new SimulatedClock(Now), new Conformance.Storage.TestDecoder(), static o => o.Durability = JournalDurability.OsBuffered))
        {
            await store.OpenAsync(default);
            var batch = new ChangeBatch();
            for (var id = 1; id <= 5; id++)
            {
                batch.Clear();
                batch.Accept(new AcceptedEvent(new NotificationId(id, Now), new NotificationEvent { Type = "t" }, PublishKind.Accepted, 1));
                batch.Change(new Conformance.Storage.TestItem(WorkItemKind.Delivery, id) { Id = 100 + id }, ChangeKind.Add);
                (await store.CommitAsync(batch, default)).IsCommitted.ShouldBeTrue();
            }
        }

        var files = disk.Copy();
        var name = files.Keys.Single(static n => FileNames.IsSegment(n, out _));
        files[name][FileHeader.Size + 300] ^= 1;
        var logger = new ListLogger();
        var replay = new JournalReplay(new IdempotencyKeys(10), Now, new StoreLimits());
        disk = SimulatedDisk.Of(files).LosePower();

        new JournalRecovery(disk, new JournalOptions(), replay, new JournalLog(logger)).Run();

        disk.List().ShouldContain(name + FileNames.Torn);
        logger.Entries.ShouldContain(static entry => entry.Id == 1302 && entry.Message.Contains("behind the hole", StringComparison.Ordinal));
    }

    /// <summary>The most ordinary rot: it is never taken for a torn end, and takes no more with it than what stands there.</summary>
    [Fact]
    public async Task Sector_CannotBeRead_IsRefusedAndNamedUntilTheOperatorLetsItGo()
    {
        const int Sector = 512;
        var (files, _) = await MakeAsync(commits: 26);
        foreach (var (name, bytes) in files.Where(static f => IsJournal(f.Key)))
        {
            for (var at = 0; at < bytes.Length; at += Sector)
            {
                var disk = SimulatedDisk.Of(files.ToDictionary(static f => f.Key, static f => f.Value.ToArray()));
                disk.BadSectors = (name, at, at + 1);
                var error = await Should.ThrowAsync<JournalException>(async () => await Workload.Create(disk, new SimulatedClock(Now)).OpenAsync(default), $"{name} at {at}");
                error.Error.ShouldBe(JournalError.Damaged, error.Message);
                error.Message.ShouldContain(name);

                disk = SimulatedDisk.Of(disk.Copy());
                disk.BadSectors = (name, at, at + 1);
                await using (var lossy = JournalBench.Create(disk, new SimulatedClock(Now), new Conformance.Storage.TestDecoder(), static o => o.ContinueWithLoss = true))
                    await lossy.OpenAsync(default);
                disk = disk.Kill();
                await using var next = Workload.Create(disk, new SimulatedClock(Now));
                await next.OpenAsync(default);
                disk.List().ShouldContain(name + FileNames.Damaged);
            }
        }
    }

    /// <summary>A file that is used again has what another one left in it: good frames with the very numbers that come next.</summary>
    [Fact]
    public async Task Salt_OfAFormerUseOfTheFile_NeverReplays()
    {
        var (files, states) = await MakeAsync(commits: 26);
        var name = files.Keys.Last(static n => FileNames.IsSegment(n, out _));
        FileHeader.TryRead(files[name], out var header, out _).ShouldBeTrue();
        var disk = SimulatedDisk.Of(files);
        Recover(disk).ShouldBe(states[^1]);
        var length = disk.Copy()[name].Length;

        foreach (var salt in (uint[])[header.Salt, header.Salt + 1])
        {
            var entry = new EntryHeader { Kind = EntryKind.State, Change = ChangeKind.Add, Sub = (byte)StateKind.Debounce, Slot = 1000, Id = 1 };
            var frame = new byte[FrameHeader.Size + FrameHeader.Padded(EntryHeader.Size)];
            entry.Write(frame.AsSpan(FrameHeader.Size));
            FrameHeader.Write(frame, EntryHeader.Size, LastLsn(files[name], header.Salt) + 1, length, salt);
            files[name] = [.. files[name][..length], .. frame];

            Recover(SimulatedDisk.Of(files.ToDictionary(static f => f.Key, static f => f.Value.ToArray()))).ShouldBe(
                salt == header.Salt ? string.Join(',', states[^1].Split(',').Append("State1/0").Order()) : states[^1]);
        }
    }

    private static long LastLsn(byte[] segment, uint salt)
    {
        long last = 0;
        for (var at = FileHeader.Size; at < segment.Length && FrameHeader.IsValid(segment.AsSpan(at), salt);)
        {
            var frame = FrameHeader.Read(segment.AsSpan(at));
            last = frame.Lsn;
            at += FrameHeader.Size + FrameHeader.Padded(frame.Length);
        }

        return last;
    }

    [Fact]
    public void Keys_AtTheirBound_GoIntoACheckpointInTheirOrder()
    {
        var keys = new IdempotencyKeys(4);
        for (var i = 0; i < 9; i++)
            keys.Claim(new IdempotencyClaim(string.Empty, $"{i}", "hash", "id", Now.AddHours(1)), Now);

        keys.Claims.Select(static c => c.Key).ShouldBe(["5", "6", "7", "8"]);
    }

    [Fact]
    public async Task State_OfALaterKind_NeedsTheLaterRelease()
    {
        var disk = new SimulatedDisk(1);
        await using (var store = Workload.Create(disk, new SimulatedClock(Now)))
        {
            await store.OpenAsync(default);
            var batch = new ChangeBatch();
            batch.Change(new Conformance.Storage.TestState((StateKind)200, "later").Next(), ChangeKind.Add);
            (await store.CommitAsync(batch, default)).IsCommitted.ShouldBeTrue();
        }

        await using var next = JournalBench.Create(disk.Kill(), new SimulatedClock(Now), new Notifications.Hosting.RecordDecoder());
        await next.OpenAsync(default);
        var error = await Should.ThrowAsync<JournalException>(async () => await next.ReadLiveAsync(new LaterKinds(), default));

        error.Error.ShouldBe(JournalError.Newer);
        error.Message.ShouldContain("kind 200");
    }

    [Fact]
    public async Task TornTail_IsSavedAsideAndCut()
    {
        var (files, states) = await MakeAsync(commits: 26);
        var last = files.Keys.Last(static name => FileNames.IsSegment(name, out _));
        files[last] = [.. files[last][..^10]];
        var disk = SimulatedDisk.Of(files);

        Recover(disk).ShouldBe(states[^2]);

        disk.List().ShouldContain(last + FileNames.Torn);
        disk.Copy()[last].Length.ShouldBeLessThan(files[last].Length);
    }

    private static async Task<Dictionary<string, byte[]>> DamagedAsync()
    {
        var (files, _) = await MakeAsync(commits: 26);
        var name = files.Keys.Last(static n => FileNames.IsSegment(n, out _));
        files[name][FileHeader.Size + 200] ^= 1;
        return files;
    }

    private static bool IsJournal(string name) => FileNames.IsSegment(name, out _) || FileNames.IsCheckpoint(name, out _);

    private static string? Recover(Dictionary<string, byte[]> files) => Recover(SimulatedDisk.Of(files));

    /// <summary>What a start finds, as text; null when it refuses.</summary>
    private static string? Recover(SimulatedDisk disk)
    {
        var replay = new JournalReplay(new IdempotencyKeys(1000), Now, new StoreLimits { HistoryCapacity = 16 });
        try
        {
            new JournalRecovery(disk, new JournalOptions(), replay, new JournalLog(NullLogger.Instance)).Run();
        }
        catch (JournalException error) when (error.Error is JournalError.Damaged or JournalError.Newer)
        {
            error.Message.ShouldContain("journal");
            return null;
        }

        return string.Join(',', Enumerable.Range(0, replay.Slots.Length).Select(position => replay.Slots[position]).Where(static s => s.Kind != SlotKind.Vacant).Select(static s => $"{s.Kind}{s.Id}/{s.Epoch}").Order());
    }

    /// <summary>A journal with a checkpoint and several segments, closed; and what it held after each commit.</summary>
    private static async Task<(Dictionary<string, byte[]> Files, List<string> States)> MakeAsync(int commits)
    {
        var disk = new SimulatedDisk(1);
        await using var work = new Workload(11);
        await work.OpenAsync(disk);
        await work.RunAsync(40, most: 1);
        List<string> states = [Recover(SimulatedDisk.Of(disk.Copy()))!];
        while (states.Count < commits)
        {
            var before = work.Committed;
            await work.RunAsync(1, most: 1);
            if (work.Committed > before)
                states.Add(Recover(SimulatedDisk.Of(disk.Copy()))!);
        }

        var files = disk.Copy();
        files.Keys.Count(static name => FileNames.IsCheckpoint(name, out _)).ShouldBe(1);

        // The unused end of the last segment would only repeat the same case.
        var last = files.Keys.Last(static name => FileNames.IsSegment(name, out _));
        files[last] = [.. files[last][..(files[last].AsSpan().LastIndexOfAnyExcept((byte)0) / 8 * 8 + 16)]];
        return (files, states);
    }
}
