using Notifications.Storage.Journal.Reading;

namespace Notifications.Storage;

public sealed class LocationRingTests
{
    [Theory]
    [InlineData(0, 1000, 5, 10, long.MaxValue)]
    [InlineData(3, 1000, 5, 10, 3)]
    [InlineData(100, 35, 5, 10, 3)]
    [InlineData(100, 1000, 5, 10, 1)]
    [InlineData(100, 5, 5, 10, 5)]
    public void Add_FiveRecords_KeepsTheLastWithinCountAndBytes(int capacity, long maxBytes, int records, int bytes, long oldest)
    {
        LocationRing ring = new(capacity, maxBytes);
        for (var location = 1; location <= records; location++)
            ring.Add(location, bytes);

        ring.Oldest.ShouldBe(oldest);
    }
}
