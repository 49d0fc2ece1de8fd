using Notifications.Durability.Kill;

namespace Notifications.Durability.Faults;

/// <summary>The real file layer of a real process over a disk that does not confirm: nothing is acknowledged on its word.</summary>
public sealed class FailingFlushTests
{
    [Fact]
    public async Task Flush_FailsInTheCLibrary_NothingIsAcknowledgedUntilAnotherSegmentIsConfirmed()
    {
        var directory = Directory.CreateTempSubdirectory("journal-flush").FullName;
        await using var receiver = new KeyReceiver();
        try
        {
            var flush = await FailingFlush.CreateAsync(directory);
            Assert.SkipWhen(flush is null, "There is no C compiler here that makes the failing flush");
            var journal = Path.Combine(directory, "journal");
            using var victim = new VictimProcess(journal, receiver.Port, "c", "none", flush!.Environment);
            await victim.UntilAsync(static v => v.Count("accepted ") > 50);
            var segment = Newest(journal);

            flush.Begin();
            await victim.UntilAsync(static v => v.Errors.Contains("[1308]", StringComparison.Ordinal));
            await BeginMoreAsync(victim);
            var accepted = victim.Count("accepted ");
            await BeginMoreAsync(victim);

            victim.Count("accepted ").ShouldBe(accepted, "acknowledged what the disk had refused");
            victim.Errors.ShouldContain("[1306]");

            flush.End();
            await victim.UntilAsync(v => v.Errors.Contains("[1309]", StringComparison.Ordinal) && v.Count("accepted ") > accepted + 50);
            string.CompareOrdinal(Newest(journal), segment).ShouldBeGreaterThan(0, "another segment is written to");
            flush.Failed.Where(static f => f.EndsWith(".ntj", StringComparison.Ordinal)).ShouldBeUnique();
            await victim.KillAsync(TimeSpan.Zero);

            using var last = new VictimProcess(journal, receiver.Port, "drain", "none");
            (await last.EndAsync()).ShouldBe(0, last.Errors);
            var delivered = receiver.Calls.Select(static c => c.EventId).ToHashSet(StringComparer.Ordinal);
            victim.Lines.Where(static l => l.StartsWith("accepted ", StringComparison.Ordinal)).Select(static l => l["accepted ".Length..]).Except(delivered).ShouldBeEmpty("acknowledged, and lost");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>That the calls reach the system: .NET has been known to leave them out.</summary>
    [Fact]
    public async Task Flush_OfFilesAndDirectories_IsAskedOfTheSystemBeforeAnythingIsAcknowledged()
    {
        var directory = Directory.CreateTempSubdirectory("journal-flush").FullName;
        await using var receiver = new KeyReceiver();
        try
        {
            var flush = await FailingFlush.CreateAsync(directory);
            Assert.SkipWhen(flush is null, "There is no C compiler here that makes the failing flush");
            var journal = Path.Combine(directory, "journal");
            using var victim = new VictimProcess(journal, receiver.Port, "few-0", "none", flush!.Environment);
            (await victim.EndAsync()).ShouldBe(0, victim.Errors);

            var asked = flush.Asked.ToList();
            var first = asked.FindIndex(static path => path.EndsWith("1.ntj", StringComparison.Ordinal));
            asked.IndexOf(directory).ShouldBeInRange(0, first - 1, "the journal's directory has its name before the first commit");
            asked.FindIndex(static path => Path.GetFileName(path).StartsWith("head", StringComparison.Ordinal)).ShouldBeInRange(0, first - 1, "the head is there before it");
            asked.LastIndexOf(journal, first).ShouldBeInRange(0, first - 1, "the segment has its name before it");
            victim.Count("accepted ").ShouldBeGreaterThan(0);
            asked.Count(static path => path.EndsWith(".ntj", StringComparison.Ordinal)).ShouldBeGreaterThan(1, "the start, and what was accepted");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string Newest(string journal) => Directory.GetFiles(journal, "*.ntj").Max(StringComparer.Ordinal)!;

    /// <summary>Each loop of the victim gets at least two more answers.</summary>
    private static Task BeginMoreAsync(VictimProcess victim)
    {
        var begun = victim.Count("begin ");
        return victim.UntilAsync(v => v.Count("begin ") > begun + 50);
    }
}
