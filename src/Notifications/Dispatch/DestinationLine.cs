using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>A destination of a paced channel: when it takes the next one, and who waits for that. Guarded by its queue's lock.</summary>
internal sealed class DestinationLine(string destination)
{
    private readonly Lane[] _lanes = new Lane[4];
    private uint _waitingLanes;
    private uint _turn;

    public string Destination => destination;

    /// <summary>The instant from which on it takes one.</summary>
    public long FreeTicks { get; set; }

    public int Waiting { get; private set; }

    /// <summary>It stands among the times to look at.</summary>
    public bool IsTimed { get; set; }

    /// <summary>The one whose turn it is, on its way through the channel's queue; null when there is none.</summary>
    public WorkItem? Called { get; set; }

    public void Add(LaneEntry entry)
    {
        var lane = (int)entry.Item.Lane;
        _lanes[lane].Add(entry);
        _waitingLanes |= 1u << lane;
        Waiting++;
    }

    /// <summary>Lets go of places that are of no use any more.</summary>
    /// <returns>How many.</returns>
    public int Sweep()
    {
        var removed = 0;
        for (var lane = 0; lane < _lanes.Length; lane++)
        {
            removed += _lanes[lane].Sweep(into: null);
            if (_lanes[lane].Count == 0)
                _waitingLanes &= ~(1u << lane);
        }

        Waiting -= removed;
        return removed;
    }

    /// <summary>The next one, by the same turns as the channel's; only when there is one.</summary>
    public LaneEntry Take()
    {
        var lane = LaneSchedule.Pick(_turn++, _waitingLanes);
        var entry = _lanes[lane].Take();
        if (_lanes[lane].Count == 0)
            _waitingLanes &= ~(1u << lane);
        Waiting--;
        return entry;
    }
}
