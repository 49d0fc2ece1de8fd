using System.Globalization;
using Notifications.Durability.Faults;

namespace Notifications.Durability.Kill;

/// <summary>A process is killed again and again over one journal; what it promised is held against what another process has received.</summary>
public sealed class KillTests
{
    private static readonly string[] Points =
    [
        "before-write", "half-write", "after-write", "before-flush", "after-flush", "before-rename", "after-rename", "before-directory-flush", "after-directory-flush",
        "before-checkpoint-rename", "after-checkpoint-rename", "before-delete", "after-delete", "before-cut", "after-cut", "read",
        "before-hook-send", "within-hook-send", "after-hook-send", "before-sms-send", "within-sms-send", "after-sms-send",
    ];

    [Fact]
    public async Task Kill9_AtEveryNamedCrashPointAndRandomTimes_LosesNothingAndRepeatsOnlyWhatWasInFlight()
    {
        var random = new Random(LongRun.KillCycles);
        var directory = Directory.CreateTempSubdirectory("journal-kill").FullName;
        await using var receiver = new KeyReceiver();
        HashSet<string> begun = [], accepted = [];
        try
        {
            for (var cycle = 1; cycle <= LongRun.KillCycles; cycle++)
            {
                // Each point once, as soon as it is reached; then some are passed a few times in a life only, others thousands of times.
                var isFirst = cycle > 1 && cycle - 2 < Points.Length;
                var point = isFirst ? $"{Points[cycle - 2]}:1" : cycle % 3 == 0 ? "none" : $"{Points[cycle % Points.Length]}:{1 + random.Next(cycle % 2 == 0 ? 4 : 120)}";
                using var victim = new VictimProcess(directory, receiver.Port, $"c{cycle}", point);
                if (isFirst)
                    await victim.EndAsync();
                else
                    await victim.KillAsync(TimeSpan.FromMilliseconds(random.Next(20, 300)));
                Collect(victim, begun, accepted);
            }

            using var last = new VictimProcess(directory, receiver.Port, "drain", "none");

            // What was under way at a kill is tried one after the other, a quarter of a second apart: up to sixteen for each kill.
            (await last.EndAsync(TimeSpan.FromMinutes(5) + (TimeSpan.FromSeconds(4) * LongRun.KillCycles))).ShouldBe(0, last.Errors);
            var doubts = last.Lines.Where(static l => l.StartsWith("doubt sms ", StringComparison.Ordinal)).Select(static l => l["doubt sms ".Length..]).ToHashSet(StringComparer.Ordinal);
            last.Lines.ShouldNotContain(static l => l.StartsWith("doubt hook ", StringComparison.Ordinal));
            Judge([.. receiver.Calls], begun, accepted, doubts);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void Collect(VictimProcess victim, HashSet<string> begun, HashSet<string> accepted)
    {
        victim.Errors.ShouldNotContain("Unhandled", Case.Sensitive, victim.Errors);
        foreach (var line in victim.Lines)
        {
            if (line.StartsWith("begin ", StringComparison.Ordinal))
                begun.Add(line["begin ".Length..]);
            else if (line.StartsWith("accepted ", StringComparison.Ordinal))
                accepted.Add(line["accepted ".Length..]);
        }
    }

    private static void Judge(List<(string Channel, string EventId, string Key)> calls, HashSet<string> begun, HashSet<string> accepted, HashSet<string> doubts)
    {
        accepted.Count.ShouldBeGreaterThan(LongRun.KillCycles * 4, "the victims hardly came to work");
        var hooks = calls.Where(static c => c.Channel == "hook").ToLookup(static c => c.EventId, static c => c.Key);
        var texts = calls.Where(static c => c.Channel == "sms").ToLookup(static c => c.EventId, static c => c.Key);

        // Acknowledged is delivered; a costly channel may be in doubt instead, and is never asked twice.
        accepted.Where(id => !hooks.Contains(id)).ShouldBeEmpty("acknowledged, and lost");
        accepted.Where(id => !texts.Contains(id) && !doubts.Contains(id)).ShouldBeEmpty("acknowledged, and neither sent nor in doubt");
        texts.Where(static t => t.Count() > 1).Select(static t => t.Key).ShouldBeEmpty("a costly message was sent twice");

        // One key an event: an idempotent provider sees one effect. Calls are repeated only for what was in flight at a kill.
        hooks.Where(static h => h.Distinct().Count() > 1).Select(static h => h.Key).ShouldBeEmpty("two keys for one event");
        hooks.Where(static h => h.Count() > 1 + KillsSince(h.Key)).Select(static h => h.Key).ShouldBeEmpty("called more than once more for each kill");
        hooks.Sum(static h => h.Count() - 1).ShouldBeLessThanOrEqualTo((LongRun.KillCycles + 1) * 16, "more was repeated than the workers had in flight");
        calls.Select(static c => c.EventId).Where(id => !begun.Contains(id)).ShouldBeEmpty("delivered, and never published");
    }

    /// <summary>How many kills an event has lived through at most: its id begins with the cycle in which it was published.</summary>
    private static int KillsSince(string id) => LongRun.KillCycles + 1 - int.Parse(id.AsSpan(1, id.IndexOf('-', StringComparison.Ordinal) - 1), CultureInfo.InvariantCulture);
}
