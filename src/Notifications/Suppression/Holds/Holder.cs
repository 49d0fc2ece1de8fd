namespace Notifications.Suppression.Holds;

/// <summary>Something that holds alerts back, and knows which: when it ends, it is these that are looked at again. Guarded by the registry's lock.</summary>
internal abstract class Holder
{
    private readonly HashSet<HeldAlert> _held = [];

    public int Holding => _held.Count;

    public IReadOnlyCollection<HeldAlert> Held => _held;

    public void Link(HeldAlert held) => _held.Add(held);

    public void Unlink(HeldAlert held) => _held.Remove(held);
}
