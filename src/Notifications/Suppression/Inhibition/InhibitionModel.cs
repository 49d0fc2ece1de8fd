using Notifications.Publishing;
using Notifications.Routing;
using Notifications.Suppression.Holds;

namespace Notifications.Suppression.Inhibition;

/// <summary>Which alerts fire that inhibit others: this process's read model, fed by what is committed. Guarded by the registry's lock.</summary>
internal sealed class InhibitionModel(InhibitionSet set)
{
    private readonly Dictionary<GroupKey, InhibitionGroup> _groups = [];
    private readonly Dictionary<EventIdentity, List<SourcePlace>> _places = [];

    public InhibitionSet Set { get; } = set;

    /// <summary>Files an alert under all inhibitions whose source it is, and under no other.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="sources">What it is a source of, see <see cref="InhibitionSet.MatchSources"/>.</param>
    /// <param name="targets">What it is a target of.</param>
    /// <param name="freed">Takes those that may not be held any more.</param>
    /// <returns>True when it has left a place where it stood.</returns>
    public bool Update(InhibitingAlert alert, in MatchList sources, in MatchList targets, HashSet<HeldAlert> freed)
    {
        var e = alert.Facts.Event;
        var before = _places.GetValueOrDefault(alert.Identity);
        var entry = before?[0].Entry ?? new SourceEntry(alert.Facts.FirstNumber, alert.Identity, alert.Facts.Text());
        List<(GroupKey Key, int Slot, bool IsTarget, CompiledInhibition Inhibition)> wanted = new(sources.Count);
        for (var i = 0; i < sources.Count; i++)
        {
            var (inhibition, slot) = Set.Slot(sources[i].Ordinal);
            wanted.Add((new GroupKey(inhibition.Ordinal, alert.Identity.Tenant, alert.Identity.IsDrill, inhibition.SourceKey(e)), slot, Contains(targets, inhibition.Ordinal), inhibition));
        }

        // Repeated as it was, which is the rule: nobody whom it holds has to be looked at.
        if (before is not null && before.Select(static p => (p.Group.Key, p.Slot, p.IsTarget)).SequenceEqual(wanted.Select(static w => (w.Key, w.Slot, w.IsTarget))))
            return false;

        // Taken out and put in again under one lock: nobody sees it gone.
        Remove(alert.Identity, freed);
        List<SourcePlace> places = new(wanted.Count);
        foreach (var (key, slot, isTarget, inhibition) in wanted)
        {
            var group = Group(key, inhibition);
            group.Slots[slot].Add(entry, isTarget);
            places.Add(new SourcePlace(group, slot, isTarget, entry));
        }

        if (places.Count > 0)
            _places[alert.Identity] = places;
        return before is not null;
    }

    /// <summary>An alert does not fire any more.</summary>
    public void Remove(in EventIdentity identity, HashSet<HeldAlert> freed)
    {
        if (!_places.Remove(identity, out var places))
            return;
        foreach (var (group, slot, _, entry) in places)
        {
            if (group.Slots[slot].Remove(entry))
                freed.UnionWith(group.Held);
            Forget(group);
        }
    }

    /// <summary>Finds what inhibits an alert.</summary>
    /// <param name="candidates">The inhibitions whose target it is, see <see cref="InhibitionSet.MatchTargets"/>.</param>
    public Hold? Find(NotificationEvent e, in EventIdentity identity, in MatchList candidates, DateTimeOffset now)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            var inhibition = Set.All[candidates[i].Ordinal];
            if (_groups.TryGetValue(new GroupKey(inhibition.Ordinal, identity.Tenant, identity.IsDrill, inhibition.TargetKey(e)), out var group)
                && Find(group, inhibition, e, identity, now) is { } hold)
                return hold;
        }

        return null;
    }

    /// <summary>A group that neither holds nor could hold anything is forgotten.</summary>
    public void Forget(InhibitionGroup group)
    {
        if (group.IsEmpty && _groups.TryGetValue(group.Key, out var known) && ReferenceEquals(known, group))
            _groups.Remove(group.Key);
    }

    private static Hold? Find(InhibitionGroup group, CompiledInhibition inhibition, NotificationEvent e, in EventIdentity identity, DateTimeOffset now)
    {
        SourceEntry? first = null;
        var texts = inhibition.Sources.Length == 1 ? null : new string[inhibition.Sources.Length];
        for (var slot = 0; slot < group.Slots.Length; slot++)
        {
            if (group.Slots[slot].Find(identity, (inhibition.Sources[slot], e, now), static s => IsSource(s.Item1, s.e, s.now)) is not { } source)
                return null;
            first ??= source;
            if (texts is not null)
                texts[slot] = source.Text;
        }

        return first is null ? null : new Hold(DecisionReason.Inhibited, group, $"inhibition {inhibition.Name}: {(texts is null ? first.Text : string.Join(" and ", texts))}", first.Number);
    }

    private static bool IsSource(CompiledRule source, NotificationEvent e, DateTimeOffset now)
    {
        object? typed = null;
        var failures = default(MatchList);
        return source.IsMatch(e, now.UtcTicks, ref typed, ref failures);
    }

    private static bool Contains(in MatchList targets, int ordinal)
    {
        for (var i = 0; i < targets.Count; i++)
        {
            if (targets[i].Ordinal == ordinal)
                return true;
        }

        return false;
    }

    private InhibitionGroup Group(GroupKey key, CompiledInhibition inhibition)
    {
        if (!_groups.TryGetValue(key, out var group))
            _groups.Add(key, group = new InhibitionGroup(key, inhibition.Sources.Length));
        return group;
    }
}
