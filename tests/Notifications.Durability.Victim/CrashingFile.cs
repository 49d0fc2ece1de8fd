using Notifications.Storage.Journal;

namespace Notifications.Durability.Victim;

/// <summary>Puts crash points before, within and after the operations of a file.</summary>
internal sealed class CrashingFile(IJournalFile inner, CrashPoint crash) : IJournalFile
{
    public long Length => inner.Length;

    public int Read(Span<byte> buffer, long offset)
    {
        crash.At("read");
        return inner.Read(buffer, offset);
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        crash.At("before-write");
        var half = bytes.Length / 2;
        inner.Write(bytes[..half], offset);
        crash.At("half-write");
        inner.Write(bytes[half..], offset + half);
        crash.At("after-write");
    }

    public void Truncate(long length)
    {
        crash.At("before-cut");
        inner.Truncate(length);
        crash.At("after-cut");
    }

    public void Flush()
    {
        crash.At("before-flush");
        inner.Flush();
        crash.At("after-flush");
    }

    public bool IsNamed(string name) => inner.IsNamed(name);

    public void Dispose() => inner.Dispose();
}
