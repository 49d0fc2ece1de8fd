namespace Notifications.Publishing;

/// <summary>Numbers that rise and never repeat within a store: 20 bits of the store's incarnation, 43 bits of a counter.</summary>
internal sealed class IdSource
{
    private long _first;
    private long _last;

    public void Start(int incarnation) => Volatile.Write(ref _last, _first = (long)incarnation << 43);

    /// <summary>A process before this one has taken it.</summary>
    public bool IsFromBefore(long id) => id < _first;

    /// <summary>Takes several at once.</summary>
    /// <returns>The first of them.</returns>
    public long Next(int count) => Interlocked.Add(ref _last, count) - count + 1;

    public long Next() => Interlocked.Increment(ref _last);
}
