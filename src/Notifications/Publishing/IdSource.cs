namespace Notifications.Publishing;

/// <summary>Numbers that rise and never repeat within a store: 20 bits of the store's incarnation, 43 bits of a counter.</summary>
internal sealed class IdSource
{
    private long _last;

    public void Start(int incarnation) => Volatile.Write(ref _last, (long)incarnation << 43);

    public long Next() => Interlocked.Increment(ref _last);
}
