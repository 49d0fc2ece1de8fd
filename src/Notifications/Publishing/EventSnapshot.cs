using System.Diagnostics;

namespace Notifications.Publishing;

/// <summary>Makes an event the engine's own: what the caller could still change is copied.</summary>
internal static class EventSnapshot
{
    public static NotificationEvent Take(NotificationEvent e)
    {
        var trace = e.TraceParent ?? Activity.Current?.Id;
        return e.Labels is LabelSet && ReferenceEquals(trace, e.TraceParent) ? e : e with { Labels = LabelSet.From(e.Labels), TraceParent = trace };
    }
}
