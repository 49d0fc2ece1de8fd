using System.Diagnostics;

namespace Notifications.Durability.Kill;

/// <summary>A process that stands still for a while, as one that is debugged, a machine that is moved, or a collection of garbage that takes long.</summary>
public sealed class PauseTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("journal-pause").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Pause_BySigStop_NobodyElseGetsTheJournalAndAfterItNothingIsLostOrSentTwice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are those of POSIX");
        await using var receiver = new KeyReceiver();
        using var victim = new VictimProcess(_directory, receiver.Port, "c", "none");
        await victim.UntilAsync(static v => v.Count("accepted ") > 50);
        Signal(victim, "STOP");
        var accepted = victim.Count("accepted ");

        // There is no lease that runs out: who waits for it would wait for the end of the process.
        using (var other = new VictimProcess(_directory, receiver.Port, "drain", "none"))
        {
            (await other.EndAsync()).ShouldNotBe(0);
            other.Errors.ShouldContain($"held by another process (process {victim.Id} ");
        }

        Signal(victim, "CONT");
        await victim.UntilAsync(v => v.Count("accepted ") > accepted + 50);
        await victim.KillAsync(TimeSpan.Zero);
        using var last = new VictimProcess(_directory, receiver.Port, "drain", "none");
        (await last.EndAsync()).ShouldBe(0, last.Errors);

        var hooks = receiver.Calls.Where(static c => c.Channel == "hook").ToLookup(static c => c.EventId, static c => c.Key);
        victim.Lines.Where(static l => l.StartsWith("accepted ", StringComparison.Ordinal)).Select(static l => l["accepted ".Length..]).Where(id => !hooks.Contains(id)).ShouldBeEmpty("acknowledged, and lost");
        hooks.Where(static h => h.Count() > 2 || h.Distinct().Count() > 1).ShouldBeEmpty("one kill, one more call at most, and one key");
        receiver.Calls.Where(static c => c.Channel == "sms").GroupBy(static c => c.EventId).Where(static s => s.Count() > 1).ShouldBeEmpty("a costly message was sent twice");
    }

    private static void Signal(VictimProcess victim, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", victim.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        kill.ExitCode.ShouldBe(0);
    }
}
