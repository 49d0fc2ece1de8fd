namespace Notifications.Storage;

public sealed class HistoryRingTests
{
    [Fact]
    public void Append_BlockOfASlowStripe_IsPassedOverByTheOthers()
    {
        HistoryRing<string> ring = new(capacity: 1000, stripes: 2);
        HistoryCursor slow = default, fast = default;
        ring.Append(ref slow, "slow 0");
        for (var i = 0; i < 5000; i++)
            ring.Append(ref fast, $"{i}");
        ring.Append(ref slow, "slow 1");

        var kept = Kept(ring);

        kept.ShouldContain("slow 0");
        kept.ShouldContain("slow 1");
        kept.ShouldContain("4999");
        kept.ShouldNotContain("3000");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(64)]
    [InlineData(1000)]
    public void Append_OneStripe_KeepsExactlyTheLast(int capacity)
    {
        HistoryRing<string> ring = new(capacity, stripes: 1);
        HistoryCursor cursor = default;
        var evicted = 0;
        for (var i = 0; i < (capacity * 2) + 3; i++)
            evicted += ring.Append(ref cursor, $"{i}");

        Kept(ring).Order().ShouldBe(Enumerable.Range(capacity + 3, capacity).Select(i => $"{i}").Order());
        evicted.ShouldBe(capacity + 3);
    }

    [Theory]
    [InlineData(10_000, 100, 1)]
    [InlineData(10_000, 100, 2)]
    [InlineData(1_000, 64, 1)]
    [InlineData(64, 5_000, 1)]
    public void Append_MoreBytesThanTheBound_KeepsTheNewestWithinIt(int capacity, int bytes, int stripes)
    {
        const long Most = 64 * 1024;
        HistoryRing<string> ring = new(capacity, stripes, Most);
        var cursors = new HistoryCursor[stripes];
        var evicted = 0;
        for (var i = 0; i < 20_000; i++)
            evicted += ring.Append(ref cursors[i % stripes], $"{i}", bytes);

        var kept = Kept(ring);

        ((long)kept.Count * bytes).ShouldBeLessThanOrEqualTo(Most + (Most / 4) + bytes);
        kept.Count.ShouldBeGreaterThanOrEqualTo((int)Math.Min(capacity / 2, Most / 2 / bytes));
        (kept.Count + evicted).ShouldBe(20_000);
        kept.Select(int.Parse).Min().ShouldBeGreaterThanOrEqualTo(20_000 - capacity - (128 * stripes));
    }

    [Fact]
    public void Append_OneRecordLargerThanTheBound_IsKeptAlone()
    {
        HistoryRing<string> ring = new(1_000, stripes: 1, maxBytes: 1024);
        HistoryCursor cursor = default;
        for (var i = 0; i < 10; i++)
            ring.Append(ref cursor, $"{i}", 1_000_000);

        Kept(ring).ShouldBe(["9"]);
    }

    [Fact]
    public void Walk_FullRing_MeetsTheNewestFirstAndStopsWhenTold()
    {
        HistoryRing<string> ring = new(1_000, stripes: 1);
        HistoryCursor cursor = default;
        for (var i = 0; i < 2_500; i++)
            ring.Append(ref cursor, $"{i}");
        List<string> met = [];

        ring.Walk(static () => { }, static () => { }, (_, ref readonly value) =>
        {
            met.Add(value);
            return met.Count < 900;
        });

        met.Count.ShouldBe(900);
        met.Take(128).ShouldContain("2499");
        met.ShouldContain("1700");
    }

    private static List<string> Kept(HistoryRing<string> ring)
    {
        List<string> kept = [];
        foreach (ref readonly var slot in ring.Slots)
        {
            if (slot.Seen != 0)
                kept.Add(slot.Value);
        }

        return kept;
    }
}
