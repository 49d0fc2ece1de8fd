using Notifications.Audit;
using Shouldly;
using Xunit;

namespace Notifications.Conformance.Storage;

/// <content>What was done to the system.</content>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task Audit_AllOfARecord_ComesBack()
    {
        var record = Audited(7) with
        {
            Actor = AuditActor.User("anna"),
            TenantId = "acme",
            Target = "rule 🦄",
            Details = "changed",
            TraceId = "0af7651916cd43dd8448eb211c80319c",
            Before = EventData.FromJson("""{"a":1}"""),
            After = EventData.FromJson("""{"a":2}"""),
        };
        await Commit(batch => batch.Audit(record));

        (await Audits(new AuditSearch { Action = "test.*" })).ShouldHaveSingleItem().ShouldBe(record);
    }

    [Fact]
    public async Task Audit_EachFilter_FindsItsOwnNewestFirst()
    {
        for (var i = 1; i <= 6; i++)
        {
            var record = Audited(i) with
            {
                Action = i % 2 == 0 ? "delivery.retried" : "silence.created",
                Actor = i % 3 == 0 ? AuditActor.Api("cli") : AuditActor.System,
                TenantId = i <= 3 ? "a" : "b",
                Target = $"t{i}",
                TraceId = i == 5 ? "0af7651916cd43dd8448eb211c80319c" : null,
            };
            await Commit(batch => batch.Audit(record));
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var begin = Clock.GetUtcNow() - TimeSpan.FromSeconds(6);
        await Expect(new AuditSearch(), 6, 5, 4, 3, 2, 1);
        await Expect(new AuditSearch { Action = "delivery.*" }, 6, 4, 2);
        await Expect(new AuditSearch { ActorKind = AuditActorKind.Api }, 6, 3);
        await Expect(new AuditSearch { ActorId = "cli", TenantId = "a" }, 3);
        await Expect(new AuditSearch { TenantId = "b" }, 6, 5, 4);
        await Expect(new AuditSearch { TenantId = "" });
        await Expect(new AuditSearch { Target = "t2" }, 2);
        await Expect(new AuditSearch { TraceId = "0AF7651916CD43DD8448EB211C80319C" }, 5);
        await Expect(new AuditSearch { From = begin.AddSeconds(1), To = begin.AddSeconds(3) }, 3, 2);

        async Task Expect(AuditSearch search, params long[] ids) => (await Audits(search)).Select(r => r.Id.Value).ShouldBe(ids);
    }

    [Fact]
    public async Task Audit_SearchedBehindAPlace_GoesOnThere()
    {
        for (var i = 1; i <= 5; i++)
        {
            var record = Audited(i);
            await Commit(batch => batch.Audit(record));
        }

        var first = await Audits(new AuditSearch(), limit: 2);
        var rest = await Audits(new AuditSearch(), new HistoryPosition(first[^1].At.UtcTicks, first[^1].Id.Value));

        first.Select(r => r.Id.Value).ShouldBe([5, 4]);
        rest.Select(r => r.Id.Value).ShouldBe([3, 2, 1]);
    }

    [Fact]
    public async Task Audit_RefusedCommit_RecordsNothing()
    {
        await Commit(batch => batch.Claim(Claim("k")));

        (await TryCommit(batch =>
        {
            batch.Claim(Claim("k"));
            batch.Audit(Audited(1));
        })).Kind.ShouldBe(CommitKind.KeyTaken);

        (await Audits(new AuditSearch())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Audit_OlderThanItsAge_IsNotReturned()
    {
        await Commit(batch => batch.Audit(Audited(1)));

        Clock.Advance(TimeSpan.FromDays(365));
        (await Audits(new AuditSearch())).Count.ShouldBe(1);
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await Audits(new AuditSearch())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Crash_AuditRecords_AreThere()
    {
        await Commit(batch => batch.Audit(Audited(1)));
        if (CrashAndOpen() is not { } next)
            return;

        await ReadBack.FromAsync(next);

        (await next.SearchAuditAsync(new AuditSearch(), null, 10, Cancellation)).ShouldHaveSingleItem().ShouldBe(Audited(1));
    }

    private AuditRecord Audited(long id) => new() { Id = new NotificationId(id, Clock.GetUtcNow()), At = Clock.GetUtcNow(), Action = "test.done" };

    private async Task<IReadOnlyList<AuditRecord>> Audits(AuditSearch search, HistoryPosition? before = null, int limit = 100) =>
        await Store.SearchAuditAsync(search, before, limit, Cancellation);
}
