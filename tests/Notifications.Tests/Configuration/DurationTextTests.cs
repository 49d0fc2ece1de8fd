using Notifications.Sections;

namespace Notifications.Tests.Configuration;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("30s", 30_000)]
    [InlineData("1.5 m", 90_000)]
    [InlineData("2min", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("7d", 604_800_000)]
    [InlineData("00:00:30", 30_000)]
    [InlineData("1.00:00:00", 86_400_000)]
    public void TryParse_Table_Reads(string text, long milliseconds)
    {
        DurationText.TryParse(text, out var duration).ShouldBeTrue();
        duration.TotalMilliseconds.ShouldBe(milliseconds);
    }

    [Theory]
    [InlineData("30")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("s")]
    [InlineData("5 weeks")]
    [InlineData("-5s")]
    [InlineData("99999999999999d")]
    [InlineData("1:2:3:4:5")]
    public void TryParse_Wrong_IsRefused(string? text) => DurationText.TryParse(text, out _).ShouldBeFalse();
}
