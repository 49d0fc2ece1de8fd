using System.Diagnostics;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Journal;

/// <summary>So many callers, each waiting for its record to be on the disk, over a bare group commit of the same bytes.</summary>
internal sealed class RawCommitRig(RecordSize size, int callers, int items) : IRig
{
    private const long Preallocated = 256L << 20;
    private readonly JournalFolder _folder = new();
    private RawGroupCommit? _log;

    public static ValueTask<IRig> CreateAsync(RecordSize size, int callers, int items) => new(new RawCommitRig(size, callers, items));

    public async ValueTask<Sample> RunAsync()
    {
        Directory.CreateDirectory(_folder.Path);
        _log ??= new RawGroupCommit(Path.Combine(_folder.Path, "raw"), Preallocated);
        _log.RecordBytes = size.Bytes;
        _log.Restart();
        var started = Stopwatch.GetTimestamp();
        await Callers.RunAsync(callers, items, _ => new(_log.AppendAsync()));
        return new Sample(items / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    public ValueTask DisposeAsync()
    {
        _log?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
