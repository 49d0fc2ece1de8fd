namespace Notifications.RuleTables;

public sealed class NotificationIdTests
{
    private static readonly DateTimeOffset T = new(2026, 11, 21, 10, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void ToString_AnyNumber_IsAUuidOfVersionSevenAndComesBack()
    {
        var random = new Random(2);
        for (var i = 0; i < 10_000; i++)
        {
            var value = i < 64 ? 1L << i : random.NextInt64(long.MinValue, long.MaxValue);
            var id = new NotificationId(value, T.AddMilliseconds(i));

            NotificationId.TryParse(id.ToString(), out var read).ShouldBeTrue();
            read.ShouldBe(id);
            var bytes = id.ToGuid().ToByteArray(bigEndian: true);
            (bytes[6] >> 4).ShouldBe(7);
            (bytes[8] >> 6).ShouldBe(2);
        }
    }

    [Fact]
    public void ToString_LaterIds_SortLater()
    {
        var texts = Enumerable.Range(0, 1000).Select(static i => new NotificationId(1 + (i * 977L << 20), T.AddMilliseconds(i / 10)).ToString()).ToArray();

        texts.ShouldBe(texts.Order(StringComparer.Ordinal));
        new NotificationId(5, T).CompareTo(new NotificationId(6, T)).ShouldBeLessThan(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("7d444840-9dc0-41d1-b245-5ffdce74fad2")]
    [InlineData("019aa5b4-2d5b-7000-8000-000000000000")]
    [InlineData("019aa5b4-2d5b-7000-8000-000000000401")]
    [InlineData("019aa5b4-2d5b-7000-c000-000000000400")]
    [InlineData("{019aa5b4-2d5b-7000-8000-000000000400}")]
    public void TryParse_WhatIsNotOurs_IsFalse(string? text) => NotificationId.TryParse(text, out _).ShouldBeFalse();
}
