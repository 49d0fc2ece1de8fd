using Notifications.Http;
using Notifications.Webhooks.Responses;

namespace Notifications.Webhooks.Tests.Responses;

public class RetryAfterRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 21, 7, 27, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("120", 120)]
    [InlineData(" 7 ", 7)]
    [InlineData("0", 1)]
    [InlineData("86401", 86400)]
    [InlineData("99999999999999999999", 86400)]
    [InlineData("Wed, 21 Oct 2026 07:28:00 GMT", 60)]
    [InlineData("Wednesday, 21-Oct-26 07:28:00 GMT", 60)]
    [InlineData("Wed Oct 21 07:28:00 2026", 60)]
    [InlineData("Wed, 21 Oct 2020 07:28:00 GMT", 1)]
    [InlineData("Thu, 21 Oct 2027 07:28:00 GMT", 86400)]
    public void Read_EitherForm_IsBounded(string value, double seconds) => RetryAfterRule.Read(value, Now).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("soon")]
    [InlineData("120, 130")]
    public void Read_Unreadable_IsNull(string? value) => RetryAfterRule.Read(value, Now).ShouldBeNull();
}
