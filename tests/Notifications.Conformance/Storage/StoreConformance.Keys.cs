using Shouldly;
using Xunit;

namespace Notifications.Conformance.Storage;

/// <content>Idempotency keys: claimed with the batch or not at all.</content>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task Claim_FreeKey_IsFoundUntilItExpires()
    {
        var claim = Claim("k", "acme");

        await Commit(batch => batch.Claim(claim));

        (await Find("acme", "k")).ShouldBe(claim);
        (await Find("other", "k")).ShouldBeNull();
        (await Find("acme", "K")).ShouldBeNull();
        (await Store.FindKeyAsync("acme", "k", claim.ExpiresAt, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Claim_TakenKey_IsRefusedWithTheFirstClaimAndChangesNothing()
    {
        var first = Claim("k");
        await Commit(batch => batch.Claim(first));

        var result = await TryCommit(batch =>
        {
            batch.Accept(Event(1, "second"));
            batch.Change(Delivery(1), ChangeKind.Add);
            batch.Claim(Claim("free"));
            batch.Claim(Claim("k", idText: "second"));
        });

        result.Kind.ShouldBe(CommitKind.KeyTaken);
        result.TakenBy.ShouldBe(first);
        Live.ShouldBe(default);
        (await History("second")).ShouldBeEmpty();
        (await Find(string.Empty, "free")).ShouldBeNull();
    }

    [Fact]
    public async Task Claim_SameKeyOfAnotherTenant_IsFree()
    {
        await Commit(batch => batch.Claim(Claim("k", "a")));

        await Commit(batch => batch.Claim(Claim("k", "b")));
    }

    [Fact]
    public async Task Claim_SameKeyTwiceInABatch_IsRefused() => (await TryCommit(batch =>
    {
        batch.Claim(Claim("k"));
        batch.Claim(Claim("k"));
    })).Kind.ShouldBe(CommitKind.KeyTaken);

    [Fact]
    public async Task Claim_ExpiredKey_IsFreeAgain()
    {
        await Commit(batch => batch.Claim(Claim("k")));
        Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        (await TryCommit(batch => batch.Claim(Claim("k")))).Kind.ShouldBe(CommitKind.KeyTaken);

        Clock.Advance(TimeSpan.FromTicks(1));
        var second = Claim("k", idText: "second");
        await Commit(batch => batch.Claim(second));

        (await Find(string.Empty, "k")).ShouldBe(second);
    }

    [Fact]
    public async Task Claim_ManyThreadsWantTheSameKeys_EachHasOneWinner()
    {
        const int Threads = 4, Keys = 200;
        var won = 0;
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(
            async () =>
            {
                ChangeBatch batch = new();
                for (var i = 0; i < Keys; i++)
                {
                    batch.Claim(Claim($"k{i}", idText: $"{thread}"));
                    if ((await Store.CommitAsync(batch, Cancellation)).IsCommitted)
                        Interlocked.Increment(ref won);
                    batch.Clear();
                }
            },
            Cancellation)));

        won.ShouldBe(Keys);
    }

    private ValueTask<IdempotencyClaim?> Find(string tenantId, string key) => Store.FindKeyAsync(tenantId, key, Clock.GetUtcNow(), Cancellation);
}
