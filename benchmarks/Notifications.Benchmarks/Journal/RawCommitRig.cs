using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Journal;

/// <summary>Group commit by hand, and nothing else: producers hand over ready bytes, one thread writes what has come to a file of zeros, flushes it and answers.</summary>
internal sealed class RawCommitRig : IRig
{
    private const int FileSize = 64 * 1024 * 1024;
    private readonly JournalFolder _folder = new();
    private readonly SafeFileHandle _file;
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _arrived = new();
    private readonly Thread _thread;
    private readonly byte[] _record;
    private readonly byte[] _group;
    private readonly int _producers;
    private readonly int _items;
    private List<TaskCompletionSource> _queue = [];
    private volatile bool _isStopping;

    private RawCommitRig(int producers, int items, int bytes)
    {
        (_producers, _items) = (producers, items);
        _record = new byte[bytes];
        new Random(1).NextBytes(_record);
        _group = new byte[bytes * producers];
        _file = File.OpenHandle(Path.Combine(_folder.Path, "raw"), FileMode.Create, FileAccess.ReadWrite);
        RandomAccess.Write(_file, new byte[FileSize], 0);
        RandomAccess.FlushToDisk(_file);
        _thread = new Thread(Write) { IsBackground = true };
        _thread.Start();
    }

    public static async ValueTask<IRig> CreateAsync(int producers, int items) => new RawCommitRig(producers, items, await JournalFolder.BytesPerAcceptAsync());

    public async ValueTask<Sample> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, _producers).Select(p => Task.Run(() => ProduceAsync(p))));
        return new Sample(_items / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    public ValueTask DisposeAsync()
    {
        _isStopping = true;
        _arrived.Set();
        _thread.Join();
        _arrived.Dispose();
        _file.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ProduceAsync(int producer)
    {
        for (var i = producer; i < _items; i += _producers)
        {
            var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_gate)
                _queue.Add(answer);
            _arrived.Set();
            await answer.Task;
        }
    }

    private void Write()
    {
        var at = 0;
        var group = new List<TaskCompletionSource>();
        while (true)
        {
            _arrived.Wait();
            if (_isStopping)
                return;
            _arrived.Reset();
            lock (_gate)
                (_queue, group) = (group, _queue);
            var length = 0;
            foreach (var _ in group)
            {
                _record.CopyTo(_group, length);
                length += _record.Length;
            }

            at = at + length > FileSize ? 0 : at;
            RandomAccess.Write(_file, _group.AsSpan(0, length), at);
            at += length;
            RandomAccess.FlushToDisk(_file);
            foreach (var answer in group)
                answer.SetResult();
            group.Clear();
        }
    }
}
