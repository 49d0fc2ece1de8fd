using System.Diagnostics;
using Notifications.Benchmarks.Ratios;
using Notifications.Storage.Journal.Format;

namespace Notifications.Benchmarks.Journal;

/// <summary>Reading the same files and checksumming them; items a second.</summary>
internal sealed class ReadRig(JournalFolder folder, int items) : IRig
{
    private readonly byte[] _buffer = new byte[1 << 20];

    public static ValueTask<IRig> CreateAsync(JournalFolder folder, int items) => new(new ReadRig(folder, items));

    public ValueTask<Sample> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        uint checksum = 0;
        foreach (var path in Directory.EnumerateFiles(folder.Path))
        {
            using var file = File.OpenHandle(path);
            for (long at = 0; RandomAccess.Read(file, _buffer, at) is var read and > 0; at += read)
                checksum = Checksum.Append(checksum, _buffer.AsSpan(0, read));
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        return new(new Sample(items / (elapsed.TotalSeconds + (checksum == 1 ? 1e-9 : 0))));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
