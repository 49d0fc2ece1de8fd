namespace Notifications.Benchmarks.Journal;

/// <summary>How many bytes our side writes for an item: what the other side writes too.</summary>
internal sealed class RecordSize
{
    private int _bytes = 512;

    public int Bytes => Volatile.Read(ref _bytes);

    public void Learn(long written, long items) => Volatile.Write(ref _bytes, (int)Math.Clamp(written / items, 16, 64 * 1024));
}
