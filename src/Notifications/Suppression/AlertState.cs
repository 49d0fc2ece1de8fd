using System.Buffers;
using Notifications.Aggregation;
using Notifications.Publishing;
using Notifications.Storage;

namespace Notifications.Suppression;

/// <summary>What was told about one thing, by destination. Guarded by its identity's stripe.</summary>
internal sealed class AlertState(EventIdentity identity) : KeyedState
{
    private int _batched;

    public EventIdentity Identity { get; } = identity;

    /// <summary>The newest status that was published.</summary>
    public NotificationStatus Latest { get; set; }

    /// <summary>Something of it is held, to be told when the hold ends.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Something of it was held at some time: a destination that is not known was never told.</summary>
    public bool WasHeld { get; set; }

    /// <summary>The number of the event with which <see cref="Latest"/> began: what an older one told is over. 0 while that is not known.</summary>
    public long ChangedBy { get; set; }

    public long LastSeenTicks { get; set; }

    public List<ToldDestination> Destinations { get; set; } = [];

    /// <summary>Debounce episodes of the same thing: its end ends them all.</summary>
    public List<DebounceState> Episodes { get; } = [];

    /// <summary>Scheduled deliveries that will join a chain when their time comes.</summary>
    public int Scheduled { get; set; }

    /// <summary>Dead letters and deliveries in doubt that somebody may still send: until then it must be known what is true.</summary>
    public int Kept { get; set; }

    /// <summary>Batches that have it as a member: when they leave, it must be known whether it is over. It rises under its stripe's gate only.</summary>
    public int Batched => Volatile.Read(ref _batched);

    public override StateKind Kind => StateKind.Alert;

    public override string GetKey() => Identity.ToString();

    /// <summary>It has become a member of a batch, under its stripe's gate; or is no more, under the batch's.</summary>
    public void CountBatched(int change) => Interlocked.Add(ref _batched, change);

    public ToldDestination? Find(string channel, string? destination)
    {
        foreach (var candidate in Destinations)
        {
            if (candidate.Is(channel, destination))
                return candidate;
        }

        return null;
    }

    /// <summary>Nothing is under way or owed: it may be forgotten when its time has come.</summary>
    public bool IsQuiet()
    {
        if (Scheduled > 0 || IsHeld)
            return false;
        foreach (var destination in Destinations)
        {
            if (destination.Head is not null)
                return false;
        }

        return true;
    }

    /// <summary>A destination believes that it is still going on.</summary>
    public bool OwesAnEnd()
    {
        foreach (var destination in Destinations)
        {
            if (destination.OwesAnEnd)
                return true;
        }

        return false;
    }

    public override void WriteTo(IBufferWriter<byte> writer) => AlertFormat.Write(this, writer);
}
