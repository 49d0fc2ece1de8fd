using System.Diagnostics;
using Notifications.Benchmarks.Ratios;
using Notifications.Storage.Journal.Format;

namespace Notifications.Benchmarks.Journal;

/// <summary>Reads the files of such a journal in blocks and checksums them, and does nothing else.</summary>
internal sealed class RawReadRig(LiveJournal journal) : IRig
{
    private readonly byte[] _block = new byte[1 << 20];
    private uint _checksum;

    public static async ValueTask<IRig> CreateAsync() => new RawReadRig(await LiveJournal.CreateAsync());

    public ValueTask<Sample> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var path in Directory.GetFiles(journal.Path, "*.nt?"))
        {
            using var file = File.OpenHandle(path);
            for (long at = 0; ;)
            {
                var read = RandomAccess.Read(file, _block, at);
                if (read == 0)
                    break;
                _checksum = Checksum.Append(_checksum, _block.AsSpan(0, read));
                at += read;
            }
        }

        return new(new Sample(LiveJournal.Items / Stopwatch.GetElapsedTime(started).TotalSeconds));
    }

    public ValueTask DisposeAsync()
    {
        journal.Dispose();
        return ValueTask.CompletedTask;
    }
}
