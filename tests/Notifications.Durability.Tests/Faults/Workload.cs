using Notifications.Conformance.Storage;
using Notifications.Conformance.Storage.Disk;
using Notifications.Simulation;
using Notifications.Storage;
using Notifications.Storage.Journal;

namespace Notifications.Durability.Faults;

/// <summary>Adds, changes and removes records in a journal, knows what must be there, and compares after each restart.</summary>
internal sealed class Workload(int seed) : IAsyncDisposable
{
    private const int Things = 9;
    private readonly Random _random = new(seed);
    private readonly TestDecoder _decoder = new();
    private readonly Thing[] _things = [.. Enumerable.Range(0, Things).Select(static n => new Thing(n))];
    private readonly HashSet<int> _incarnations = [];
    private long _lastId;
    private JournalStore? _store;

    public SimulatedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));

    public int Committed { get; private set; }

    public int Refused { get; private set; }

    /// <summary>A power failure ends the run: what has no answer is in doubt. Else a refusal means that nothing is stored, once a later commit succeeds.</summary>
    public bool IsGone { get; set; }

    public JournalStore Store => _store!;

    public static JournalStore Create(IJournalDirectory disk, TimeProvider clock) =>
        JournalBench.Create(disk, clock, new TestDecoder(), static o => o.SegmentSize = 2048, historyCapacity: 16);

    /// <summary>Opens the journal and compares what it has with what must be there.</summary>
    public async Task OpenAsync(SimulatedDisk disk)
    {
        var former = _store;
        _store = Create(disk, Clock);
        if (former is not null)
            await former.DisposeAsync();
        _incarnations.Add(await _store.OpenAsync(default)).ShouldBeTrue("each process is another incarnation");
        var read = await ReadBack.FromAsync(_store);
        HashSet<long> events = [.. read.Events.Select(static e => e.Id.Value)], contents = [.. read.Contents.Select(static c => c.Id)];
        (events.Count, contents.Count).ShouldBe((read.Events.Count, read.Contents.Count));
        var found = Take(read);
        foreach (var thing in _things)
            Compare(thing, found.GetValueOrDefault(thing.Number), events, contents);
        await CompareKeysAsync();
        _store.Count().ShouldBe(_store.Count() with
        {
            Deliveries = found.Values.Count(static r => r is TestItem { Kind: WorkItemKind.Delivery }),
            Expansions = found.Values.Count(static r => r is TestItem { Kind: WorkItemKind.Expansion }),
            States = found.Values.Count(static r => r is TestState),
            WaitingEvents = found.Values.Sum(static r => (long)r.WaitingEvents),
        });
        IsGone = false;
    }

    /// <summary>Makes changes, several at a time where they do not depend on each other.</summary>
    public async Task RunAsync(int steps, int most = 3, Func<bool>? isGone = null)
    {
        for (var i = 0; i < steps && !IsGone; i++)
        {
            var count = 1 + _random.Next(most);
            var chosen = Enumerable.Range(0, Things).OrderBy(_ => _random.Next()).Take(count).Select(n => _things[n]).ToList();
            var changes = chosen.ConvertAll(thing => (thing, removes: thing.Record is not null && _random.Next(3) == 0));
            var results = await Task.WhenAll(changes.Select(c => ChangeAsync(c.thing, c.removes)));
            IsGone = isGone?.Invoke() == true;
            if (results.Any(static r => r.IsCommitted) && !IsGone)
            {
                foreach (var thing in _things)
                    thing.Maybe.Clear();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
    }

    private async Task<CommitResult> ChangeAsync(Thing thing, bool removes)
    {
        var batch = new ChangeBatch();
        var isNew = thing.Record is null;
        var record = thing.Next(() => Interlocked.Increment(ref _lastId));
        var kind = removes ? ChangeKind.Remove : isNew ? ChangeKind.Add : ChangeKind.Update;
        IdempotencyClaim claim = default;
        if (record is TestItem item)
        {
            if (isNew)
            {
                batch.Accept(new AcceptedEvent(new NotificationId(item.EventId, Clock.GetUtcNow()), new NotificationEvent { Type = "t" }, PublishKind.Accepted, 1));
                batch.Add(new ContentRecord(item.Content, new NotificationContent { Subject = "s", Text = new string('x', _random.Next(300)) }));
                claim = new IdempotencyClaim("", $"k{item.Id}", "h", "i", Clock.GetUtcNow() + TimeSpan.FromDays(1));
                batch.Claim(claim);
            }

            batch.Change(item, kind);
            batch.Trace(new DecisionRecord(item.EventId, Clock.GetUtcNow().UtcTicks, "r", DecisionReason.RuleMatched));
        }
        else
        {
            batch.Change((KeyedState)record, kind);
        }

        int? value = removes ? null : Thing.ValueOf(record);
        var result = await Store.CommitAsync(batch, default);
        result.Kind.ShouldBeOneOf(CommitKind.Committed, CommitKind.Unavailable, CommitKind.Full);
        if (result.IsCommitted)
        {
            Committed++;
            thing.Sure = value;
            thing.Maybe.Clear();
            thing.Record = removes ? null : record;
            thing.Key = isNew ? claim.Key : thing.Key;
        }
        else
        {
            Refused++;
            thing.TakeBack();
            if (result.Kind == CommitKind.Unavailable)
                thing.Maybe.Add(value);
            Clock.Advance(TimeSpan.FromSeconds(2));
        }

        return result;
    }

    private Dictionary<int, StoreRecord> Take(ReadBack read)
    {
        var found = new Dictionary<int, StoreRecord>();
        foreach (var (kind, payload, version, slot) in read.States)
        {
            var state = (TestState)_decoder.ReadState(kind, payload);
            state.Version.ShouldBe(version);
            state.StoreSlot = slot;
            found.Add(_things.Single(t => t.Name == state.GetKey()).Number, state);
        }

        foreach (var (kind, payload, slot) in read.Items)
        {
            var item = (TestItem)_decoder.ReadItem(kind, payload);
            item.StoreSlot = slot;
            found.Add(_things.Single(t => t.EventId == item.Id).Number, item);
        }

        return found;
    }

    private static void Compare(Thing thing, StoreRecord? found, HashSet<long> events, HashSet<long> contents)
    {
        int? value = found is null ? null : Thing.ValueOf(found);
        if (value != thing.Sure)
            thing.Maybe.ShouldContain(value, $"thing {thing.Number} was confirmed as {thing.Sure} and is {value}");
        if (found is TestItem item)
        {
            events.ShouldContain(item.EventId);
            contents.ShouldContain(item.Content);
        }

        thing.Record = found;
        thing.Sure = value;
        thing.Maybe.Clear();
    }

    private async Task CompareKeysAsync()
    {
        foreach (var thing in _things)
        {
            if (thing.Key is { } key)
                (await Store.FindKeyAsync("", key, Clock.GetUtcNow(), default)).ShouldNotBeNull($"the key {key} was confirmed");
        }
    }
}
