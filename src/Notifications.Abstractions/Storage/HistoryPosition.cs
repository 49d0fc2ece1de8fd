namespace Notifications.Storage;

/// <summary>A place in the past: everything that a search returns has its own, and pages go on behind one.</summary>
/// <param name="Ticks">When it began, in UTC ticks.</param>
/// <param name="Id">The number of the delivery, event or record.</param>
/// <param name="Part">Tells apart what has the same instant and number; else 0.</param>
public readonly record struct HistoryPosition(long Ticks, long Id, long Part = 0) : IComparable<HistoryPosition>
{
    /// <inheritdoc/>
    public int CompareTo(HistoryPosition other)
    {
        var byTicks = Ticks.CompareTo(other.Ticks);
        if (byTicks != 0)
            return byTicks;
        var byId = Id.CompareTo(other.Id);
        return byId != 0 ? byId : Part.CompareTo(other.Part);
    }
}
