using Microsoft.Win32.SafeHandles;
using Notifications.Storage.Journal;

namespace Notifications.Benchmarks.Journal;

/// <summary>The least that a group commit has to do: one thread takes what has come, writes it at once, flushes, and answers.</summary>
internal sealed class RawGroupCommit : IDisposable
{
    private const int LargestGroup = 4096;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly SafeFileHandle _file;
    private readonly DiskFile _disk;
    private readonly Thread _thread;
    private List<TaskCompletionSource> _queue = [];
    private List<TaskCompletionSource> _group = [];
    private byte[] _buffer = [];
    private long _end;
    private volatile bool _isStopping;

    public RawGroupCommit(string path, long preallocate)
    {
        _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
        _disk = new DiskFile(_file);
        Fill(preallocate);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public int RecordBytes { get; set; } = 512;

    public Task AppendAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _queue.Add(done);
        _arrived.Release();
        return done.Task;
    }

    public void Restart() => _end = 0;

    public void Dispose()
    {
        _isStopping = true;
        _arrived.Release();
        _thread.Join();
        _disk.Dispose();
        _file.Dispose();
        _arrived.Dispose();
    }

    // Written before, as a journal does: then a flush need not write the file's length.
    private void Fill(long length)
    {
        var zeros = new byte[1 << 20];
        for (long at = 0; at < length; at += zeros.Length)
            RandomAccess.Write(_file, zeros, at);
        _disk.Flush();
    }

    private void Run()
    {
        while (true)
        {
            _arrived.Wait();
            lock (_gate)
                (_queue, _group) = (_group, _queue);
            if (_group.Count == 0)
            {
                if (_isStopping)
                    return;
                continue;
            }

            for (var from = 0; from < _group.Count; from += LargestGroup)
                Write(Math.Min(LargestGroup, _group.Count - from));
            foreach (var done in _group)
                done.SetResult();
            _group.Clear();
        }
    }

    private void Write(int count)
    {
        var length = count * RecordBytes;
        if (_buffer.Length < length)
            _buffer = new byte[length];
        Random.Shared.NextBytes(_buffer.AsSpan(0, Math.Min(length, 64)));
        RandomAccess.Write(_file, _buffer.AsSpan(0, length), _end);
        _disk.Flush();
        _end += length;
    }
}
