using Notifications.Configuration;
using Notifications.Publishing;

namespace Notifications.Tests.Publishing;

public sealed class EventRuleDataTests
{
    [Fact]
    public void Check_DataWithInvalidUtf8_IsInvalidData()
    {
        byte[] bytes = [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        var error = EventRule.Check(new NotificationEvent { Type = "t", Data = EventData.FromUtf8(bytes) }, new NotificationsOptions());

        error.ShouldNotBeNull().Code.ShouldBe(NotificationErrorCode.InvalidData);
    }
}
