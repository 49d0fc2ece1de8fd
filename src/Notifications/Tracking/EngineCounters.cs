namespace Notifications.Tracking;

/// <summary>Counters in stripes by processor, so that counting costs no contention. A read adds the stripes up.</summary>
internal sealed class EngineCounters
{
    private const int Stripes = 16;
    private const int Stride = 64;

    private readonly long[] _values = new long[Stripes * Stride];

    public void Add(Counter counter, long by = 1)
    {
        if (by != 0)
            Interlocked.Add(ref _values[((Thread.GetCurrentProcessorId() & (Stripes - 1)) * Stride) + (int)counter], by);
    }

    public long Read(Counter counter)
    {
        long sum = 0;
        for (var stripe = 0; stripe < Stripes; stripe++)
            sum += Volatile.Read(ref _values[(stripe * Stride) + (int)counter]);
        return sum;
    }
}
