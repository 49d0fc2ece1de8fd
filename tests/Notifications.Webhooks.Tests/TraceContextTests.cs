using Notifications.Http;

namespace Notifications.Webhooks.Tests;

public class TraceContextTests
{
    private const string Valid = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Theory]
    [InlineData(Valid, true)]
    [InlineData("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true)]
    [InlineData("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-\r\nX-Evil: 1", false)]
    [InlineData("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-ü", false)]
    [InlineData(Valid + "\r\nX-Evil: 1", false)]
    [InlineData("nonsense", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Select_OfTheEvent_IsTakenWhenItIsAHeadersValue(string? traceParent, bool expected) =>
        TraceContext.Select(null, traceParent).ShouldBe(expected ? traceParent : null);

    [Fact]
    public void Select_TooLong_IsNotTaken() =>
        TraceContext.Select(null, "01" + Valid[2..] + "-" + new string('x', 256)).ShouldBeNull();
}
