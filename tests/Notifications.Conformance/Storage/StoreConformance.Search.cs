using Notifications.History;
using Shouldly;
using Xunit;

namespace Notifications.Conformance.Storage;

/// <content>Searching what is live and what is over.</content>
public abstract partial class StoreConformance
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task Search_EmptyStore_FindsNothing() => (await Search(new HistorySearch())).ShouldBeEmpty();

    [Fact]
    public async Task Search_EachFilter_FindsItsOwnNewestFirst()
    {
        var begin = Clock.GetUtcNow();
        var first = await Send(1, tenant: "a", channel: "mail", rule: "orders", to: "Ann@acme.com", recipient: "ann");
        var second = await Send(2, tenant: "a", channel: "slack", type: "order.failed", traceParent: $"00-{Trace}-b7ad6b7169203331-01");
        var third = await Send(3, tenant: "b", channel: "mail", rule: "orders", type: "order.paid", eventId: "e3");
        var fourth = await Send(4, channel: "pager", reason: DecisionReason.RetryScheduled);
        await Finish(first, "p-1");
        await Finish(third, "p-3");

        await Expect(new(), fourth, third, second, first);
        await Expect(new() { TenantId = "a" }, second, first);
        await Expect(new() { TenantId = "" }, fourth);
        await Expect(new() { Channel = "MAIL" }, third, first);
        await Expect(new() { Statuses = [TrackingStatus.Delivered] }, third, first);
        await Expect(new() { Statuses = [TrackingStatus.Retrying, TrackingStatus.Queued] }, fourth, second);
        await Expect(new() { EventType = "order.*" }, third, second);
        await Expect(new() { EventType = "order.paid" }, third);
        await Expect(new() { EventId = "e3" }, third);
        await Expect(new() { EventId = Event(10_004).Id.ToString() }, fourth);
        await Expect(new() { Destination = "ann@ACME.com" }, first);
        await Expect(new() { RecipientId = "ann" }, first);
        await Expect(new() { Rule = "ORDERS" }, third, first);
        await Expect(new() { TraceId = Trace.ToUpperInvariant() }, second);
        await Expect(new() { ProviderMessageId = "p-3" }, third);
        await Expect(new() { From = begin.AddSeconds(1), To = begin.AddSeconds(3) }, third, second);
        await Expect(new() { TenantId = "a", Channel = "mail", Rule = "orders", Statuses = [TrackingStatus.Delivered] }, first);
        await Expect(new() { TenantId = "b", Channel = "slack" });

        async Task Expect(HistorySearch search, params TestItem[] items) =>
            (await Search(search)).Select(e => e.Delivery!.Id.Value).ShouldBe(items.Select(i => i.Id), search.ToString());
    }

    [Fact]
    public async Task Search_Entry_TellsTheEventAndTheDelivery()
    {
        var item = await Send(1, tenant: "a", type: "order.failed", eventId: "e", to: "ann@acme.com", recipient: "ann", traceParent: $"00-{Trace}-b7ad6b7169203331-01");

        var entry = (await Search(new() { EventId = "e" })).ShouldHaveSingleItem();

        (entry.TenantId, entry.EventId, entry.EventType, entry.Subject, entry.TraceId, entry.RecipientId, entry.Status, entry.Severity)
            .ShouldBe(("a", "e", "order.failed", "subject", Trace, "ann", TrackingStatus.Queued, Severity.High));
        entry.Delivery!.Destination.ShouldBe("ann@acme.com");
        (entry.Position, entry.CreatedAt).ShouldBe((new HistoryPosition(item.CreatedTicks, item.Id), new DateTimeOffset(item.CreatedTicks, TimeSpan.Zero)));
        entry.Decision.ShouldBeNull();
    }

    [Fact]
    public async Task Search_DecisionsThatMadeNoDelivery_AreFoundByTheirEvent()
    {
        await Send(1, tenant: "a", eventId: "told");
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Commit(batch =>
        {
            batch.Accept(Accepted(2, "b", "order.failed", "held", null));
            batch.Trace(new DecisionRecord(2, Clock.GetUtcNow().UtcTicks, "orders", DecisionReason.DebounceJoined));
            batch.Trace(new DecisionRecord(2, Clock.GetUtcNow().UtcTicks, "pages", DecisionReason.NoAddress, "pager"));
            batch.Trace(new DecisionRecord(2, Clock.GetUtcNow().UtcTicks, "pages", DecisionReason.ConditionFailed));
        });

        (await Search(new())).Count.ShouldBe(3);
        var held = (await Search(new() { TenantId = "b", EventType = "order.*", Statuses = [TrackingStatus.Debounced] })).ShouldHaveSingleItem();
        (held.EventId, held.EventType, held.TenantId, held.Decision!.Value.Reason, held.Delivery).ShouldBe(("held", "order.failed", "b", DecisionReason.DebounceJoined, null));
        (await Search(new() { Channel = "pager" })).ShouldHaveSingleItem().Status.ShouldBe(TrackingStatus.Rejected);
        (await Search(new() { Rule = "orders" })).ShouldHaveSingleItem().Position.ShouldBe(held.Position);
        (await Search(new() { TenantId = "a" })).ShouldHaveSingleItem().EventId.ShouldBe("told");
        (await Search(new() { TenantId = "b", RecipientId = "ann" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Search_PagesWhileNewOnesComeAndOthersEnd_NeitherSkipNorRepeat()
    {
        List<TestItem> sent = [];
        for (var i = 1; i <= 25; i++)
            sent.Add(await Send(i, tenant: $"{i % 2}", step: i % 5 == 0 ? TimeSpan.FromSeconds(1) : TimeSpan.Zero));
        foreach (var early in sent.Where((_, i) => i % 3 == 0))
            await Finish(early);
        List<long> seen = [];
        HistoryPosition? before = null;
        IReadOnlyList<HistoryEntry> page;
        do
        {
            page = await Search(new() { TenantId = "1" }, before, limit: 4);
            page.Count.ShouldBeLessThanOrEqualTo(4);
            seen.AddRange(page.Select(e => e.Delivery!.Id.Value));
            before = page.Count > 0 ? page[^1].Position : before;
            sent.Add(await Send(sent.Count + 1, tenant: "1"));
            if (sent.Find(s => s.FinishedAt is null) is { } live)
                await Finish(live);
        }
        while (page.Count == 4);

        seen.ShouldBe(sent.Take(25).Where(s => s.Tenant == "1").OrderByDescending(s => s.CreatedTicks).ThenByDescending(s => s.Id).Select(s => s.Id));
    }

    [Fact]
    public async Task Search_OlderThanSevenDays_LiveOnesStay()
    {
        var finished = await Send(1);
        var live = await Send(2);
        await Finish(finished);
        await Commit(batch => batch.Trace(Decision(10_001, DecisionReason.DebounceJoined)));
        (await Search(new())).Count.ShouldBe(3);

        Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMilliseconds(1));

        (await Search(new())).ShouldHaveSingleItem().Delivery!.Id.Value.ShouldBe(live.Id);
    }

    [Fact]
    public async Task Crash_Search_FindsWhatIsLiveAndWhatWasOver()
    {
        var finished = await Send(1, tenant: "a", type: "order.failed");
        var live = await Send(2, tenant: "a", type: "order.failed");
        await Finish(finished, "p");
        await Commit(batch => batch.Trace(Decision(10_001, DecisionReason.DebounceJoined)));
        if (CrashAndOpen() is not { } next)
            return;
        await ReadBack.FromAsync(next);

        var found = await next.SearchAsync(new() { TenantId = "a", EventType = "order.*" }, null, 10, Cancellation);

        found.Select(e => e.Delivery?.Id.Value).ShouldBe([null, live.Id, finished.Id]);
        found[2].Delivery!.ProviderMessageId.ShouldBe("p");
    }

    [Fact]
    public async Task Search_WhileOthersCommit_FindsAllThatWasThereBefore()
    {
        for (var i = 1; i <= 200; i++)
            await Send(i, tenant: "before", step: TimeSpan.Zero);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var writer = Task.Run(
            async () =>
            {
                var batch = new ChangeBatch();
                for (var i = 1_000; !enough.IsCancellationRequested && i < 20_000; i++)
                {
                    var item = new TestItem(WorkItemKind.Delivery, 1_000_000 + i) { Id = i, CreatedTicks = Clock.GetUtcNow().UtcTicks, Tenant = "later" };
                    batch.Accept(Accepted(item.EventId, "later", "test", null, null));
                    batch.Change(item, ChangeKind.Add);
                    await Store.CommitAsync(batch, CancellationToken.None);
                    batch.Clear();
                    item.FinishedAt = Clock.GetUtcNow();
                    batch.Change(item, ChangeKind.Remove);
                    await Store.CommitAsync(batch, CancellationToken.None);
                    batch.Clear();
                }
            },
            Cancellation);

        for (var round = 0; round < 20; round++)
            (await Search(new() { TenantId = "before" }, limit: 500)).Count.ShouldBe(200);
        await enough.CancelAsync();
        await writer;
    }

    private AcceptedEvent Accepted(long number, string tenant, string type, string? eventId, string? traceParent) => new(
        new NotificationId(number, Clock.GetUtcNow()),
        new NotificationEvent { Type = type, Id = eventId, Subject = "subject", Severity = Severity.High, TenantId = tenant.Length == 0 ? null : tenant, TraceParent = traceParent },
        PublishKind.Accepted,
        1);

    private async Task<TestItem> Send(
        long id, string tenant = "", string channel = "test", string? rule = null, string? to = null, string? recipient = null, string type = "test", string? eventId = null,
        string? traceParent = null, DecisionReason reason = DecisionReason.RuleMatched, TimeSpan? step = null)
    {
        var accepted = Accepted(10_000 + id, tenant, type, eventId, traceParent);
        var item = new TestItem(WorkItemKind.Delivery, 10_000 + id)
        {
            Id = id,
            CreatedTicks = Clock.GetUtcNow().UtcTicks,
            Tenant = tenant,
            Channel = channel,
            Rule = rule,
            Destination = to,
            RecipientId = recipient,
            LastReason = reason,
            Event = accepted.Event,
        };
        await Commit(batch =>
        {
            batch.Accept(accepted);
            batch.Change(item, ChangeKind.Add);
        });
        Clock.Advance(step ?? TimeSpan.FromSeconds(1));
        return item;
    }

    private async Task Finish(TestItem item, string? providerMessageId = null)
    {
        item.FinishedAt = Clock.GetUtcNow();
        item.ProviderMessageId = providerMessageId;
        await Commit(batch => batch.Change(item, ChangeKind.Remove));
    }

    private async Task<IReadOnlyList<HistoryEntry>> Search(HistorySearch search, HistoryPosition? before = null, int limit = 100) =>
        await Store.SearchAsync(search, before, limit, Cancellation);
}
