namespace Notifications.Publishing;

/// <summary>Numbers that rise and never repeat within a store: 20 bits of the store's incarnation, 43 bits of a counter.</summary>
internal sealed class IdSource
{
    private long _last;

    public void Start(int incarnation) => Volatile.Write(ref _last, (long)incarnation << 43);

    /// <summary>Takes several at once.</summary>
    /// <returns>The first of them.</returns>
    public long Next(int count) => Interlocked.Add(ref _last, count) - count + 1;

    public long Next() => Interlocked.Increment(ref _last);
}
