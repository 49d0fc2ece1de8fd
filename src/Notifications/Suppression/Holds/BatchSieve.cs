using Notifications.Aggregation;
using Notifications.Publishing;
using Notifications.Routing;

namespace Notifications.Suppression.Holds;

/// <summary>Parts the members of a batch at its flush: those that leave, the messages that are silenced by now, and the alerts that are held by now.</summary>
internal sealed class BatchSieve(HoldStage holds)
{
    private const int MaxSamples = 20;

    /// <summary>Parts a batch.</summary>
    /// <param name="kept">The alerts that are held: they stay until each has its place among those held.</param>
    /// <returns>What leaves; null when nothing does.</returns>
    public HeldEvents? Sift(Step step, CompiledRule rule, HeldEvents held, out HeldEvents? kept)
    {
        kept = null;

        // Of those that are not known one by one, none is held: it was counted before there was anything to hold it.
        List<HeldMember> leaving = [];
        foreach (var member in held.Members)
        {
            var isAlert = HoldStage.IsAlert(member.Event);
            if (holds.Find(step, member.Event, isAlert ? EventIdentity.Of(member.Event) : null, member.Number, rule.Name) is not { } hold)
            {
                leaving.Add(member);
            }
            else if (isAlert)
            {
                (kept ??= new HeldEvents()).AddMember(member, MaxSamples);
            }
            else
            {
                HoldStage.Count(step, hold.Reason, 1);
                step.Tally.Suppressed++;
                step.Trace(member.Number, rule.Name, hold.Reason, null, hold.RelatedId, hold.Detail);
            }
        }

        return leaving.Count == held.Members.Count ? held : held.Only(leaving, MaxSamples);
    }
}
