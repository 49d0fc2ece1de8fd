using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Journal;

/// <summary>One caller that writes ready bytes to a file of zeros and flushes it, again and again.</summary>
internal sealed class RawAppendRig : IRig
{
    private const int FileSize = 64 * 1024 * 1024;
    private readonly JournalFolder _folder = new();
    private readonly SafeFileHandle _file;
    private readonly byte[] _record;
    private readonly int _items;
    private int _at;

    private RawAppendRig(int items, int bytes)
    {
        _items = items;
        _record = new byte[bytes];
        new Random(1).NextBytes(_record);
        _file = File.OpenHandle(Path.Combine(_folder.Path, "raw"), FileMode.Create, FileAccess.ReadWrite);
        RandomAccess.Write(_file, new byte[FileSize], 0);
        RandomAccess.FlushToDisk(_file);
    }

    public static async ValueTask<IRig> CreateAsync(int items) => new RawAppendRig(items, await JournalFolder.BytesPerAcceptAsync());

    public ValueTask<Sample> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < _items; i++)
        {
            _at = _at + _record.Length > FileSize ? 0 : _at;
            RandomAccess.Write(_file, _record, _at);
            RandomAccess.FlushToDisk(_file);
            _at += _record.Length;
        }

        return new(new Sample(_items / Stopwatch.GetElapsedTime(started).TotalSeconds));
    }

    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
