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
