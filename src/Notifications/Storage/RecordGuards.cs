using System.Numerics;

namespace Notifications.Storage;

/// <summary>Keeps two commits from changing the same live record at once, whatever their stripes. Held for as long as a batch is looked at and applied: for a few instructions.</summary>
/// <remarks>A record's position says which of 64 guards is its own. They are entered in one order by everybody, each once, so that nobody waits in a circle.</remarks>
internal sealed class RecordGuards
{
    private const int Count = 64;

    // Each guard has a cache line for itself.
    private const int Stride = 16;

    private readonly int[] _taken = new int[Count * Stride];

    /// <summary>Enters the guards of all live records that a batch changes.</summary>
    /// <param name="batch">The changes.</param>
    /// <returns>What to leave again.</returns>
    public ulong Enter(ChangeBatch batch)
    {
        while (true)
        {
            var guards = GuardsOf(batch);
            for (var left = guards; left != 0; left &= left - 1)
                Enter(BitOperations.TrailingZeroCount(left) * Stride);

            // One may have left its position before its guard was entered; what it has now is looked at by the store.
            if ((GuardsOf(batch) & ~guards) == 0)
                return guards;
            Leave(guards);
        }
    }

    /// <summary>Leaves them.</summary>
    /// <param name="guards">What <see cref="Enter(ChangeBatch)"/> has returned.</param>
    public void Leave(ulong guards)
    {
        for (var left = guards; left != 0; left &= left - 1)
            Volatile.Write(ref _taken[BitOperations.TrailingZeroCount(left) * Stride], 0);
    }

    // What is new to the store is nobody else's; a state without version has a lock of its own.
    private static ulong GuardsOf(ChangeBatch batch)
    {
        ulong guards = 0;
        foreach (ref readonly var change in batch.Items)
        {
            if (change.Item.StoreSlot is var slot and not 0)
                guards |= 1UL << (slot & (Count - 1));
        }

        foreach (ref readonly var change in batch.States)
        {
            if (change.State.Version != 0 && change.State.StoreSlot is var slot and not 0)
                guards |= 1UL << (slot & (Count - 1));
        }

        return guards;
    }

    private void Enter(int at)
    {
        var spin = default(SpinWait);
        while (Interlocked.CompareExchange(ref _taken[at], 1, 0) != 0)
            spin.SpinOnce();
    }
}
