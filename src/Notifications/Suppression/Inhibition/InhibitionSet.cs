using Notifications.Routing;

namespace Notifications.Suppression.Inhibition;

/// <summary>All inhibitions, with an index for each side: what an event costs follows the inhibitions that take it.</summary>
internal sealed class InhibitionSet
{
    private readonly (CompiledInhibition Inhibition, int Slot)[] _slots;
    private readonly RuleSet _sources;
    private readonly RuleSet _targets;

    /// <summary>Takes inhibitions whose ordinals are their places.</summary>
    public InhibitionSet(CompiledInhibition[] inhibitions)
    {
        All = inhibitions;
        List<(CompiledInhibition, int)> slots = [];
        List<CompiledRule> sources = [];
        foreach (var inhibition in inhibitions)
        {
            for (var slot = 0; slot < inhibition.Sources.Length; slot++)
            {
                slots.Add((inhibition, slot));
                sources.Add(inhibition.Sources[slot]);
            }
        }

        _slots = [.. slots];
        _sources = new RuleSet([.. sources]);
        _targets = new RuleSet(Array.ConvertAll(inhibitions, static i => i.Target));
    }

    public CompiledInhibition[] All { get; }

    /// <summary>Finds the sides of sources that an event takes; by ordinal, see <see cref="Slot"/>.</summary>
    public void MatchSources(NotificationEvent e, DateTimeOffset now, ref MatchList matches) => _sources.MatchOrdinary(e, null, now, ref matches);

    /// <summary>Finds the inhibitions whose target an event is, in their order.</summary>
    public void MatchTargets(NotificationEvent e, DateTimeOffset now, ref MatchList matches) => _targets.MatchOrdinary(e, null, now, ref matches);

    public (CompiledInhibition Inhibition, int Slot) Slot(int ordinal) => _slots[ordinal];
}
