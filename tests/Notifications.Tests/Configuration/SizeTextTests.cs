using Notifications.Sections;

namespace Notifications.Tests.Configuration;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("65536", 65_536)]
    [InlineData("64KiB", 65_536)]
    [InlineData("16 mib", 16_777_216)]
    [InlineData("1.5KB", 1_500)]
    [InlineData("2GB", 2_000_000_000)]
    [InlineData("2GiB", 2_147_483_648)]
    [InlineData("7B", 7)]
    [InlineData(" 7 ", 7)]
    public void TryParse_Table_Reads(string text, long bytes)
    {
        SizeText.TryParse(text, out var size).ShouldBeTrue();
        size.ShouldBe(bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("MiB")]
    [InlineData("1 megabyte")]
    [InlineData("1M")]
    [InlineData("99999999999GiB")]
    [InlineData("9999999999999999999")]
    [InlineData("1.2.3KB")]
    public void TryParse_Wrong_IsRefused(string? text) => SizeText.TryParse(text, out _).ShouldBeFalse();
}
