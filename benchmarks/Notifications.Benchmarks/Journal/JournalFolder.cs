using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Journal;

/// <summary>A directory for a journal, deleted at the end.</summary>
internal sealed class JournalFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("journal-bench").FullName;

    /// <summary>How many bytes the journal writes for one accepted event of the benchmark.</summary>
    public static async ValueTask<int> BytesPerAcceptAsync()
    {
        const int Events = 200;
        using var folder = new JournalFolder();
        var gate = new GatedChannel(new Tally());
        await using (var engine = await Engine.StartAsync(n => n.AddJournal(folder.Path).AddChannel("sink", gate).AddRule("orders", static r => r.OnEvent("order.*").To("sink"))))
        {
            for (var i = 0; i < Events; i++)
                await engine.Publisher.PublishAsync(Rigs.Events.Order(i));
            var file = await File.ReadAllBytesAsync(Directory.GetFiles(folder.Path, "*.ntj").Single());
            var used = file.AsSpan().LastIndexOfAnyExcept((byte)0);
            gate.Open();
            await engine.Control.WaitForIdleAsync();
            return used / Events;
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
