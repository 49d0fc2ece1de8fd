using FsCheck;
using FsCheck.Fluent;
using Notifications.Conformance.Storage;
using Notifications.Conformance.Storage.Disk;
using Notifications.History;
using Notifications.Simulation;

namespace Notifications.Storage;

public sealed class HistoryPropertyTests
{
    private static readonly string[] Traces = ["0af7651916cd43dd8448eb211c80319c", "1af7651916cd43dd8448eb211c80319c"];

    [Fact]
    public void Search_RandomInsertsAndSearchesInMemory_FindWhatTheModelFinds() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Run(seed, clock => new InMemoryStore(clock))));

    [Fact]
    public void Search_RandomInsertsAndSearchesInTheJournal_FindWhatTheModelFinds() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Run(seed, clock => JournalBench.Create(new SimulatedDisk(seed), clock, new TestDecoder()))));

    [Fact]
    public void Search_WhatHasLeftASmallHistory_IsNotFoundAndNothingElseIsLost() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(ArbMap.Default.ArbFor<int>(), RunSmall));

    private static void RunSmall(int seed)
    {
        var random = new Random(seed);
        var clock = new SimulatedClock(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
        var store = new InMemoryStore(clock, historyCapacity: random.Next(1, 24));
        var model = new HistoryModel();
        for (long number = 1; number <= 150; number++)
        {
            clock.Advance(TimeSpan.FromSeconds(random.Next(3)));
            Act(random, clock, store, model, number);
            if (random.Next(4) > 0)
                continue;
            var search = RandomSearch(random, clock);
            var found = Complete(store.SearchAsync(search, null, 1000, CancellationToken.None)).Select(f => f.Position.Id).ToList();
            var expected = model.Find(search).ToList();

            found.ShouldBe(expected.Select(r => r.Position.Id).Where(found.Contains), search.ToString());
            expected.Where(r => r.Item is { FinishedAt: null }).Select(r => r.Position.Id).ShouldBeSubsetOf(found, search.ToString());
        }
    }

    private static void Run(int seed, Func<TimeProvider, INotificationStore> create)
    {
        var random = new Random(seed);
        var clock = new SimulatedClock(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
        var store = create(clock);
        Complete(store.OpenAsync(CancellationToken.None));
        var model = new HistoryModel();
        for (long number = 1; number <= random.Next(5, 120); number++)
        {
            if (random.Next(3) > 0)
                clock.Advance(TimeSpan.FromSeconds(random.Next(3)));
            Act(random, clock, store, model, number);
            if (random.Next(10) == 0)
                Compare(random, clock, store, model);
        }

        for (var i = 0; i < 12; i++)
            Compare(random, clock, store, model);
        Complete(store.DisposeAsync().AsTask().ContinueWith(static _ => true, TaskScheduler.Default));
    }

    private static void Act(Random random, SimulatedClock clock, INotificationStore store, HistoryModel model, long number)
    {
        var batch = new ChangeBatch();
        var live = model.Rows.Where(r => r.Item is { FinishedAt: null }).ToList();
        if (live.Count > 0 && random.Next(3) == 0)
        {
            var ends = live[random.Next(live.Count)].Item!;
            ends.FinishedAt = clock.GetUtcNow();
            ends.ProviderMessageId = Pick(random, "p", 20);
            batch.Change(ends, ChangeKind.Remove);
            Commit(store, batch);
            return;
        }

        var e = new NotificationEvent
        {
            Type = Pick(random, "order.", 3) ?? "incident.open",
            Id = Pick(random, "e", 30),
            TenantId = Pick(random, "t", 3),
            TraceParent = random.Next(4) == 0 ? $"00-{Traces[random.Next(2)]}-b7ad6b7169203331-01" : null,
        };
        batch.Accept(new AcceptedEvent(new NotificationId(number * 2, clock.GetUtcNow()), e, PublishKind.Accepted, 1));
        if (random.Next(4) == 0)
        {
            var reason = random.Next(2) == 0 ? DecisionReason.LimitDropped : DecisionReason.DebounceJoined;
            var decision = new DecisionRecord(number * 2, clock.GetUtcNow().UtcTicks, Pick(random, "r", 3), reason, Pick(random, "c", 3));
            batch.Trace(decision);
            model.Add(decision, e);
        }
        else
        {
            var item = new TestItem(WorkItemKind.Delivery, number * 2)
            {
                Id = (number * 2) + 1,
                CreatedTicks = clock.GetUtcNow().UtcTicks,
                Tenant = e.TenantId ?? "",
                Channel = Pick(random, "c", 3) ?? "none",
                Rule = Pick(random, "r", 3),
                Destination = Pick(random, "d", 10),
                RecipientId = Pick(random, "u", 5),
                LastReason = random.Next(3) == 0 ? DecisionReason.RetryScheduled : DecisionReason.RuleMatched,
                Event = e,
            };
            batch.Change(item, ChangeKind.Add);
            model.Add(item, e);
        }

        Commit(store, batch);
    }

    private static void Compare(Random random, SimulatedClock clock, INotificationStore store, HistoryModel model)
    {
        var search = RandomSearch(random, clock);
        var limit = random.Next(1, 20);
        List<HistoryEntry> found = [];
        IReadOnlyList<HistoryEntry> page;
        do
        {
            page = Complete(store.SearchAsync(search, found.Count == 0 ? null : found[^1].Position, limit, CancellationToken.None));
            found.AddRange(page);
        }
        while (page.Count == limit);

        found.Select(f => (f.Position.Ticks, f.Position.Id)).ShouldBe(model.Find(search).Select(r => (r.Position.Ticks, r.Position.Id)), search.ToString());
    }

    private static HistorySearch RandomSearch(Random random, SimulatedClock clock) => new()
    {
        TenantId = Maybe(random, Pick(random, "t", 3) ?? ""),
        Channel = Maybe(random, Pick(random, "c", 3)),
        Statuses = random.Next(3) == 0 ? [(TrackingStatus)random.Next(15), TrackingStatus.Queued] : [],
        EventType = Maybe(random, random.Next(2) == 0 ? "order.*" : Pick(random, "order.", 3)),
        EventId = random.Next(8) == 0 ? Pick(random, "e", 30) : null,
        Destination = random.Next(8) == 0 ? Pick(random, "d", 10) : null,
        RecipientId = random.Next(8) == 0 ? Pick(random, "u", 5) : null,
        Rule = Maybe(random, Pick(random, "r", 3)),
        TraceId = random.Next(8) == 0 ? Traces[random.Next(2)] : null,
        ProviderMessageId = random.Next(8) == 0 ? Pick(random, "p", 20) : null,
        From = random.Next(4) == 0 ? clock.GetUtcNow() - TimeSpan.FromSeconds(random.Next(60)) : null,
        To = random.Next(4) == 0 ? clock.GetUtcNow() - TimeSpan.FromSeconds(random.Next(30)) : null,
    };

    private static string? Maybe(Random random, string? text) => random.Next(4) == 0 ? text : null;

    private static string? Pick(Random random, string prefix, int among) => random.Next(5) == 0 ? null : $"{prefix}{random.Next(among)}";

    private static void Commit(INotificationStore store, ChangeBatch batch) => Complete(store.CommitAsync(batch, CancellationToken.None)).IsCommitted.ShouldBeTrue();

    private static T Complete<T>(ValueTask<T> task) => Complete(task.AsTask());

    private static T Complete<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
