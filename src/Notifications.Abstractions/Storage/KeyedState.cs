namespace Notifications.Storage;

/// <summary>What the engine remembers under a key: a debounce episode, what a destination was told, a limit's arrival time.</summary>
public abstract class KeyedState : StoreRecord
{
    /// <summary>What kind of state it is.</summary>
    public abstract StateKind Kind { get; }

    /// <summary>Rises with every commit. A commit that expects another version than the stored one is refused.</summary>
    public long Version { get; set; }

    /// <summary>Events that wait in this state to be summarised.</summary>
    public virtual int WaitingEvents => 0;

    /// <summary>The key as text; unique together with <see cref="Kind"/>. Made when asked for.</summary>
    /// <returns>The key.</returns>
    public abstract string GetKey();
}
