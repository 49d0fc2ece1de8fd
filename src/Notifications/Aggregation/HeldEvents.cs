namespace Notifications.Aggregation;

/// <summary>The events that wait in an aggregate: counted exactly, of which some are kept as samples.</summary>
internal sealed class HeldEvents
{
    private readonly List<NotificationEvent> _samples = [];

    public int Count { get; private set; }

    public long FirstTicks { get; private set; }

    public long LastTicks { get; private set; }

    /// <summary>The number of the first event of the episode, by which the joined ones can be found.</summary>
    public long NewestEventNumber { get; private set; }

    /// <summary>When the newest was accepted: its id is made of it.</summary>
    public long NewestAcceptedTicks { get; private set; }

    public NotificationEvent Newest { get; private set; } = null!;

    public IReadOnlyList<NotificationEvent> Samples => _samples;

    public static HeldEvents Restore(int count, long firstTicks, long lastTicks, long newestNumber, long newestAcceptedTicks, NotificationEvent newest, IEnumerable<NotificationEvent> samples)
    {
        var held = new HeldEvents { Count = count, FirstTicks = firstTicks, LastTicks = lastTicks, NewestEventNumber = newestNumber, NewestAcceptedTicks = newestAcceptedTicks, Newest = newest };
        held._samples.AddRange(samples);
        return held;
    }

    public void Add(NotificationEvent e, long eventNumber, long acceptedTicks, int maxSamples)
    {
        var ticks = e.Time?.UtcTicks ?? acceptedTicks;
        FirstTicks = Count == 0 ? ticks : Math.Min(FirstTicks, ticks);
        LastTicks = Count == 0 ? ticks : Math.Max(LastTicks, ticks);
        Count++;
        Newest = e;
        NewestEventNumber = eventNumber;
        NewestAcceptedTicks = acceptedTicks;
        if (_samples.Count < maxSamples)
            _samples.Add(e);
    }

    /// <summary>The same with one less at the end, after a commit that failed.</summary>
    public HeldEvents Copy() => Restore(Count, FirstTicks, LastTicks, NewestEventNumber, NewestAcceptedTicks, Newest, _samples);

    /// <summary>The same as a summary of several things: it tells no status of any of them.</summary>
    public HeldEvents WithoutStatus() =>
        Newest.Status == NotificationStatus.None ? this : Restore(Count, FirstTicks, LastTicks, NewestEventNumber, NewestAcceptedTicks, Newest with { Status = NotificationStatus.None }, _samples);

    public AggregateSummary Summarise() => new()
    {
        Count = Count,
        First = new DateTimeOffset(FirstTicks, TimeSpan.Zero),
        Last = new DateTimeOffset(LastTicks, TimeSpan.Zero),
        Samples = [.. _samples],
    };
}
