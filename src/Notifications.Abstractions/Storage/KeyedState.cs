namespace Notifications.Storage;

/// <summary>What the engine remembers under a key: a debounce episode, what a destination was told, a limit's arrival time.</summary>
public abstract class KeyedState : StoreRecord
{
    /// <summary>What kind of state it is.</summary>
    public abstract StateKind Kind { get; }

    /// <summary>Rises with every commit, from 1: a commit whose version is not one more than the stored one is refused.
    /// 0 stays 0 and is not checked: of such a state the latest commit wins, and it is added where it is not stored yet.</summary>
    public long Version { get; set; }

    /// <summary>The key as text; unique together with <see cref="Kind"/>. Made when asked for.</summary>
    /// <returns>The key.</returns>
    public abstract string GetKey();
}
