namespace Notifications.Tests.Suppression.Holds.Model;

/// <summary>Alertmanager's inhibition, written down naively from its semantics: every source is looked at, and nothing is indexed.</summary>
/// <remarks>
/// Of <c>inhibit.InhibitRule.hasEqual</c>: a target is muted while a firing source has equal values in the labels; if the target matches the side of the sources too, sources that match both sides do not count.
/// Beyond it: several sources are required together, and labels may differ on the two sides.
/// </remarks>
internal sealed record ModelInhibition(Func<ModelAlert, bool>[] Sources, Func<ModelAlert, bool> Target, (string Source, string Target)[] Equal)
{
    public bool Holds(ModelAlert target, IEnumerable<ModelAlert> firing) =>
        Target(target) && Sources.All(source => firing.Any(s => source(s) && IsEqual(s, target) && !(source(target) && Target(s))));

    private bool IsEqual(ModelAlert source, ModelAlert target) => Equal.All(e => source.Label(e.Source) == target.Label(e.Target));
}
