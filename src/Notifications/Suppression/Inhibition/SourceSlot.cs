using Notifications.Publishing;

namespace Notifications.Suppression.Inhibition;

/// <summary>All alerts that fire and are one of an inhibition's sources with equal labels, oldest first. Never only one of them: when it ends, the others still count.</summary>
internal sealed class SourceSlot
{
    /// <summary>Those that are no target of the inhibition themselves.</summary>
    private readonly SortedSet<SourceEntry> _oneSided = [];

    /// <summary>Those that are: they do not count for a target that is a source too, or two alerts would hold each other.</summary>
    private readonly SortedSet<SourceEntry> _twoSided = [];

    public bool IsEmpty => _oneSided.Count + _twoSided.Count == 0;

    public void Add(SourceEntry entry, bool isTarget) => (isTarget ? _twoSided : _oneSided).Add(entry);

    /// <summary>Takes one out.</summary>
    /// <returns>True when somebody may not be held any more.</returns>
    public bool Remove(SourceEntry entry)
    {
        var removed = _oneSided.Remove(entry) | _twoSided.Remove(entry);

        // What is left may be two-sided, or the target itself.
        return removed && (_oneSided.Count == 0 || _oneSided.Count + _twoSided.Count <= 1);
    }

    /// <summary>The oldest alert that counts for a target; null when none does.</summary>
    /// <param name="target">The target: it never holds itself.</param>
    /// <param name="isSource">The target is a source of this kind too; asked only when it matters.</param>
    public SourceEntry? Find<TState>(in EventIdentity target, TState state, Func<TState, bool> isSource) =>
        Oldest(_oneSided, target) ?? (_twoSided.Count > 0 && Oldest(_twoSided, target) is { } entry && !isSource(state) ? entry : null);

    private static SourceEntry? Oldest(SortedSet<SourceEntry> entries, in EventIdentity target)
    {
        if (entries.Min is not { } oldest || !oldest.Identity.Equals(target))
            return entries.Min;
        foreach (var entry in entries)
        {
            if (!entry.Identity.Equals(target))
                return entry;
        }

        return null;
    }
}
