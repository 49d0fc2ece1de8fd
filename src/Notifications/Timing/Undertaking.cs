namespace Notifications.Timing;

/// <summary>Counts work of one kind from its beginning to its end, so that who looks at several kinds one after the other can tell that none was under way.</summary>
internal sealed class Undertaking
{
    private long _begun;
    private long _ended;

    /// <summary>How often such work has begun. Where it is the same before and after a look at everything, nothing began meanwhile.</summary>
    public long Begun => Volatile.Read(ref _begun);

    /// <summary>Something of it is under way.</summary>
    // The ends are read first: if as many have begun later, all of them are over.
    public bool IsUnderWay => Volatile.Read(ref _ended) != Volatile.Read(ref _begun);

    public void Begin() => Interlocked.Increment(ref _begun);

    public void End() => Interlocked.Increment(ref _ended);
}
