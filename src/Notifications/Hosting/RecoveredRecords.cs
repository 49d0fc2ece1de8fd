using System.Runtime.InteropServices;
using Notifications.Aggregation;
using Notifications.Dispatch;
using Notifications.Operations;
using Notifications.Policy;
using Notifications.Storage;
using Notifications.Suppression;
using Notifications.Suppression.Holds;
using Notifications.Suppression.Inhibition;
using Notifications.Suppression.Silences;

namespace Notifications.Hosting;

/// <summary>Takes up what the store reads back: states go where they were; events and content wait for the items that refer to them.</summary>
internal sealed class RecoveredRecords(EngineContext engine) : ILiveRecordSink
{
    private readonly RecordDecoder _decoder = new();
    private readonly Dictionary<long, AcceptedEvent> _events = [];
    private readonly Dictionary<long, ContentRecord> _contents = [];
    private readonly List<RecoveredItems> _items = [];

    /// <summary>Debounce episodes, which are not open yet.</summary>
    public List<DebounceState> Episodes { get; } = [];

    /// <summary>Dead letters, which nobody can ask for yet.</summary>
    public List<DeadLetterState> Letters { get; } = [];

    /// <summary>Silences, which hold nothing yet.</summary>
    public List<SilenceRecord> Silences { get; } = [];

    /// <summary>The rules of the process before this one, and of those before it where something waits for them.</summary>
    public List<Routing.RuleRecord> Rules { get; } = [];

    /// <summary>Alerts that something holds.</summary>
    public List<HeldAlert> Held { get; } = [];

    /// <summary>States that wait for a time.</summary>
    public List<StoreRecord> Due { get; } = [];

    /// <summary>The items, by the thread that read them.</summary>
    public IReadOnlyList<RecoveredItems> Items => _items;

    public void Take(in AcceptedEvent accepted) => _events[accepted.Id.Value] = accepted;

    public void Take(ContentRecord content) => _contents[content.Id] = content;

    public void Take(StateKind kind, ReadOnlySpan<byte> payload, long version, int slot)
    {
        var state = _decoder.ReadState(kind, payload);
        state.Version = version;
        state.StoreSlot = slot;
        switch (state)
        {
            case AlertState alert:
                engine.Stripes.Track(alert);
                Due.Add(alert);
                break;
            case DebounceState episode:
                Episodes.Add(episode);
                break;
            case BatchState batch:
                engine.Batches[(batch.RuleName, batch.Tenant, batch.Audience)] = batch;
                Due.Add(batch);
                break;
            case LimitState limit:
                engine.Limits.Restore(limit, Array.Find(engine.Current.Limits, l => string.Equals(l.Name, limit.Limit, StringComparison.Ordinal)));
                limit.DueTicks = limit.Arrival;
                Due.Add(limit);
                break;
            case DeadLetterState letter:
                Letters.Add(letter);
                break;
            case Routing.RuleRecord rule:
                Rules.Add(rule);
                break;
            case SentContentState sent:
                engine.SentContents[sent.GetKey()] = sent;
                Due.Add(sent);
                break;
            case DisabledDestinationState gone:
                engine.DisabledDestinations[gone.GetKey()] = gone;
                break;
            case SilenceRecord silence:
                Silences.Add(silence);
                break;
            case HeldAlert held:
                Held.Add(held);
                break;
            case InhibitingAlert source:
                engine.Holds.Fires(source, engine.Clock.GetUtcNow());
                Due.Add(source);
                break;
            default:
                throw new InvalidOperationException($"A {state.GetType().Name} that was stored has no place to go to.");
        }
    }

    public ILiveItemSink BeginItems()
    {
        var items = new RecoveredItems(engine, this);
        lock (_items)
            _items.Add(items);
        return items;
    }

    /// <summary>All deliveries in the order of their numbers.</summary>
    public List<Delivery> MergeDeliveries()
    {
        List<Delivery> merged = [];
        foreach (var items in _items)
            merged = merged.Count == 0 ? items.InOrder() : Merge(merged, items.InOrder());
        return merged;
    }

    // Each thread has read long pieces of the files: what follows from one is found by doubling steps, and copied at once.
    private static List<Delivery> Merge(List<Delivery> first, List<Delivery> second)
    {
        var merged = new List<Delivery>(first.Count + second.Count);
        var a = CollectionsMarshal.AsSpan(first);
        var b = CollectionsMarshal.AsSpan(second);
        while (a.Length > 0 && b.Length > 0)
        {
            var count = CountBefore(a, b[0].Id);
            merged.AddRange(a[..count]);
            var rest = a[count..];
            a = b;
            b = rest;
        }

        merged.AddRange(a);
        merged.AddRange(b);
        return merged;
    }

    private static int CountBefore(ReadOnlySpan<Delivery> deliveries, long id)
    {
        var end = 1;
        while (end < deliveries.Length && deliveries[end].Id < id)
            end *= 2;
        var (low, high) = (0, Math.Min(end, deliveries.Length));
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (deliveries[middle].Id < id)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <exception cref="InvalidDataException">It is missing.</exception>
    public NotificationEvent FindEvent(long number) => _events.TryGetValue(number, out var accepted)
        ? accepted.Event
        : throw new InvalidDataException($"The store has work for event {number}, but not the event: restore the store from a backup, or remove the work.");

    public ContentRecord? FindContent(long id) => _contents.GetValueOrDefault(id);
}
