using System.Diagnostics;

namespace Notifications.Publishing;

/// <summary>Makes what is published the engine's own before it is checked: what the caller could still change is copied, and what cannot be copied is refused.</summary>
internal static class EventSnapshot
{
    public static NotificationError? TryTake(NotificationEvent published, out NotificationEvent e)
    {
        e = published;
        var trace = published.TraceParent ?? Activity.Current?.Id;
        if (published.Labels is LabelSet or null && ReferenceEquals(trace, published.TraceParent))
            return null;
        if (CopyLabels("Labels", published.Labels, out var labels) is { } error)
            return error;
        e = published with { Labels = labels!, TraceParent = trace };
        return null;
    }

    /// <summary>Copies labels; null stays null. Never reads more than may be taken, whatever a dictionary of the host's own says of its size.</summary>
    public static NotificationError? CopyLabels(string name, IReadOnlyDictionary<string, string>? labels, out LabelSet? copy)
    {
        copy = labels as LabelSet;
        if (labels is null || copy is not null)
            return null;
        try
        {
            var pairs = new List<KeyValuePair<string, string>>(Math.Min(labels.Count, EventRule.MaxLabels + 1));
            foreach (var pair in labels)
            {
                pairs.Add(pair);
                if (pairs.Count > EventRule.MaxLabels)
                    return Invalid($"{name} has {Math.Max(labels.Count, pairs.Count)} entries, at most {EventRule.MaxLabels} are allowed: put details into Data.");
            }

            pairs.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
            copy = LabelSet.FromOrdered([.. pairs]);
            return null;
        }
#pragma warning disable CA1031 // Whatever a foreign dictionary throws while it is read, the event is refused and nothing else is harmed.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Invalid($"{name} could not be read ({error.GetType().Name}): do not change a dictionary while it is published.");
        }
    }

    private static NotificationError Invalid(string message) => new(NotificationErrorCode.InvalidAttribute, message);
}
