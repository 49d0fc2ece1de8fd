namespace Notifications.Durability.Kill;

/// <summary>A channel that ends the process with one message, in every process that sends it.</summary>
public sealed class PoisonTests : IDisposable
{
    private const int KillsAfterAcceptance = 3;
    private readonly string _directory = Directory.CreateTempSubdirectory("journal-poison").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Poison_AdapterThatKillsTheProcess_IsGivenUpAndOthersKeepMoving()
    {
        await using var receiver = new KeyReceiver();
        HashSet<string> accepted = [];
        for (var life = 0; life <= KillsAfterAcceptance; life++)
        {
            using var victim = new VictimProcess(_directory, receiver.Port, life == 0 ? "few-poison" : $"few-{life}", "hook-poison:1");
            (await victim.EndAsync()).ShouldNotBe(0, victim.Errors);
            foreach (var line in victim.Lines.Where(static l => l.StartsWith("accepted ", StringComparison.Ordinal)))
                accepted.Add(line["accepted ".Length..]);
        }

        // The process that has it again waits with it: what it accepts meanwhile arrives before the end.
        receiver.Calls.Count(static c => c is { Channel: "hook", EventId: "few-3-0" }).ShouldBe(1);

        using var last = new VictimProcess(_directory, receiver.Port, "drain", "hook-poison:1");
        (await last.EndAsync()).ShouldBe(0, last.Errors);

        last.Lines.Where(static l => l.StartsWith("dead ", StringComparison.Ordinal)).ShouldBe(["dead hook poison"]);
        accepted.Remove("poison");
        accepted.Count.ShouldBeGreaterThanOrEqualTo(KillsAfterAcceptance * 5);
        accepted.Where(id => receiver.Calls.All(c => c.Channel != "hook" || c.EventId != id)).ShouldBeEmpty("acknowledged, and lost beside the poison");
        receiver.Calls.ShouldNotContain(static c => c.Channel == "hook" && c.EventId == "poison");
    }
}
