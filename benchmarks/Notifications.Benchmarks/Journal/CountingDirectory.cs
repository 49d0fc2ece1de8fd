using Notifications.Storage.Journal;

namespace Notifications.Benchmarks.Journal;

/// <summary>A disk's directory that knows how many bytes were written to it.</summary>
internal sealed class CountingDirectory(IJournalDirectory directory) : IJournalDirectory
{
    private long _written;

    public long Written => Volatile.Read(ref _written);

    public string Path => directory.Path;

    public long FreeBytes => directory.FreeBytes;

    public bool IsOurs => directory.IsOurs;

    public ulong Boot => directory.Boot;

    public string? Weakness => directory.Weakness;

    public IDisposable Lock() => directory.Lock();

    public IReadOnlyList<string> List() => directory.List();

    public IJournalFile Create(string name) => new CountingFile(directory.Create(name), this);

    public IJournalFile Open(string name) => new CountingFile(directory.Open(name), this);

    public void Rename(string from, string to) => directory.Rename(from, to);

    public void Delete(string name) => directory.Delete(name);

    public void Flush() => directory.Flush();

    private sealed class CountingFile(IJournalFile file, CountingDirectory owner) : IJournalFile
    {
        public long Length => file.Length;

        public int Read(Span<byte> buffer, long offset) => file.Read(buffer, offset);

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            file.Write(bytes, offset);
            Interlocked.Add(ref owner._written, bytes.Length);
        }

        public void Truncate(long length) => file.Truncate(length);

        public void Flush() => file.Flush();

        public bool IsNamed(string name) => file.IsNamed(name);

        public void Dispose() => file.Dispose();
    }
}
