using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Notifications.Benchmarks.Ratios;
using Notifications.Storage.Journal;

namespace Notifications.Benchmarks.Journal;

/// <summary>One caller: append, flush, again.</summary>
internal sealed class RawAppendRig : IRig
{
    private const int Preallocated = 32 << 20;
    private readonly JournalFolder _folder = new();
    private readonly RecordSize _size;
    private readonly int _items;
    private readonly SafeFileHandle _file;
    private readonly DiskFile _disk;

    private RawAppendRig(RecordSize size, int items)
    {
        (_size, _items) = (size, items);
        Directory.CreateDirectory(_folder.Path);
        _file = File.OpenHandle(Path.Combine(_folder.Path, "raw"), FileMode.Create, FileAccess.ReadWrite);
        _disk = new DiskFile(_file);
        RandomAccess.Write(_file, new byte[Preallocated], 0);
        _disk.Flush();
    }

    public static ValueTask<IRig> CreateAsync(RecordSize size, int items) => new(new RawAppendRig(size, items));

    public ValueTask<Sample> RunAsync()
    {
        var record = new byte[_size.Bytes];
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < _items; i++)
        {
            record[0] = (byte)i;
            RandomAccess.Write(_file, record, (long)i * record.Length % (Preallocated - record.Length));
            _disk.Flush();
        }

        return new(new Sample(_items / Stopwatch.GetElapsedTime(started).TotalSeconds));
    }

    public ValueTask DisposeAsync()
    {
        _disk.Dispose();
        _file.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
