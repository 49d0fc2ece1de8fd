using Notifications.Publishing;

namespace Notifications.Suppression.Inhibition;

/// <summary>An alert that fires, in its place among the sources of a group.</summary>
/// <param name="Number">The number of the event that reported it first.</param>
/// <param name="Identity">The alert.</param>
/// <param name="Text">The alert in words.</param>
internal sealed record SourceEntry(long Number, EventIdentity Identity, string Text) : IComparable<SourceEntry>
{
    public int CompareTo(SourceEntry? other)
    {
        if (other is null)
            return 1;
        var byNumber = Number.CompareTo(other.Number);
        return byNumber != 0 ? byNumber : string.CompareOrdinal(Identity.ToString(), other.Identity.ToString());
    }
}
