namespace Notifications.Aggregation;

/// <summary>The events that wait in an aggregate: counted exactly, of which some are kept as samples.</summary>
internal sealed class HeldEvents
{
    private readonly List<NotificationEvent> _samples = [];
    private readonly List<HeldMember> _members = [];

    public int Count { get; private set; }

    public long FirstTicks { get; private set; }

    public long LastTicks { get; private set; }

    /// <summary>The number of the first event of the episode, by which the joined ones can be found.</summary>
    public long NewestEventNumber { get; private set; }

    /// <summary>When the newest was accepted: its id is made of it.</summary>
    public long NewestAcceptedTicks { get; private set; }

    public NotificationEvent Newest { get; private set; } = null!;

    public IReadOnlyList<NotificationEvent> Samples => _samples;

    /// <summary>The first ones, known on their own: of a batch that may be looked through when it leaves. Else empty.</summary>
    public IReadOnlyList<HeldMember> Members => _members;

    public static HeldEvents Restore(int count, long firstTicks, long lastTicks, long newestNumber, long newestAcceptedTicks, NotificationEvent newest, IEnumerable<NotificationEvent> samples,
        IEnumerable<HeldMember>? members = null)
    {
        var held = new HeldEvents { Count = count, FirstTicks = firstTicks, LastTicks = lastTicks, NewestEventNumber = newestNumber, NewestAcceptedTicks = newestAcceptedTicks, Newest = newest };
        held._samples.AddRange(samples);
        if (members is not null)
            held._members.AddRange(members);
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

        // When it was accepted nobody could say later.
        if (_samples.Count < maxSamples)
            _samples.Add(e.Time is null ? e with { Time = new DateTimeOffset(acceptedTicks, TimeSpan.Zero) } : e);
    }

    /// <summary>Adds a match, with all that were joined to it.</summary>
    public void Add(in Publishing.MatchContext match, int maxSamples)
    {
        if (match.Aggregate is not { } joined)
        {
            Add(match.Event, match.EventNumber, match.AcceptedTicks, maxSamples);
            return;
        }

        FirstTicks = Count == 0 ? joined.First.UtcTicks : Math.Min(FirstTicks, joined.First.UtcTicks);
        LastTicks = Count == 0 ? joined.Last.UtcTicks : Math.Max(LastTicks, joined.Last.UtcTicks);
        Count += joined.Count;
        Newest = match.Event;
        NewestEventNumber = match.EventNumber;
        NewestAcceptedTicks = match.AcceptedTicks;
        _samples.AddRange(joined.Samples.Take(Math.Max(0, maxSamples - _samples.Count)));
    }

    /// <summary>Adds an event, and remembers it on its own.</summary>
    public void AddMember(in HeldMember member, int maxSamples)
    {
        Add(member.Event, member.Number, member.AcceptedTicks, maxSamples);
        _members.Add(member);
    }

    /// <summary>The same with only some of its members; null when nothing is left. Those that are not known on their own stay counted.</summary>
    public HeldEvents? Only(List<HeldMember> members, int maxSamples)
    {
        var unknown = Count - _members.Count;
        if (members.Count + unknown == 0)
            return null;
        var only = new HeldEvents();
        foreach (var member in members)
            only.AddMember(member, maxSamples);
        if (unknown == 0)
            return only;
        return Restore(
            only.Count + unknown, FirstTicks, LastTicks, NewestEventNumber, NewestAcceptedTicks, Newest, only._samples.Count > 0 ? only._samples : [Newest], members);
    }

    /// <summary>The same with one less at the end, after a commit that failed.</summary>
    public HeldEvents Copy() => Restore(Count, FirstTicks, LastTicks, NewestEventNumber, NewestAcceptedTicks, Newest, _samples, _members);

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
