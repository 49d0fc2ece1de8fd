using Notifications.Webhooks.Responses;

namespace Notifications.Webhooks.Tests.Responses;

public class StatusRuleTests
{
    [Theory]
    [InlineData(200, DeliveryResultKind.Delivered, null)]
    [InlineData(201, DeliveryResultKind.Delivered, null)]
    [InlineData(202, DeliveryResultKind.Delivered, null)]
    [InlineData(204, DeliveryResultKind.Delivered, null)]
    [InlineData(301, DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(302, DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(304, DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(307, DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(400, DeliveryResultKind.Rejected, RejectionKind.Content)]
    [InlineData(401, DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(403, DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(404, DeliveryResultKind.Rejected, RejectionKind.Recipient)]
    [InlineData(405, DeliveryResultKind.Rejected, RejectionKind.Recipient)]
    [InlineData(408, DeliveryResultKind.Retry, null)]
    [InlineData(410, DeliveryResultKind.Rejected, RejectionKind.Recipient)]
    [InlineData(413, DeliveryResultKind.Rejected, RejectionKind.Content)]
    [InlineData(415, DeliveryResultKind.Rejected, RejectionKind.Content)]
    [InlineData(422, DeliveryResultKind.Rejected, RejectionKind.Content)]
    [InlineData(425, DeliveryResultKind.Retry, null)]
    [InlineData(429, DeliveryResultKind.Retry, null)]
    [InlineData(431, DeliveryResultKind.Rejected, RejectionKind.Content)]
    [InlineData(500, DeliveryResultKind.Retry, null)]
    [InlineData(502, DeliveryResultKind.Retry, null)]
    [InlineData(503, DeliveryResultKind.Retry, null)]
    [InlineData(504, DeliveryResultKind.Retry, null)]
    [InlineData(999, DeliveryResultKind.Rejected, RejectionKind.Recipient)]
    public void Classify_Status_HasItsMeaning(int status, DeliveryResultKind kind, RejectionKind? rejection)
    {
        var result = StatusRule.Classify(status, null, RejectionKind.Recipient, "acme.com");
        (result.Kind, result.Rejection).ShouldBe((kind, rejection));
        result.DisablesDestination.ShouldBe(status == 410);
        if (kind != DeliveryResultKind.Delivered)
            result.Reason!.ShouldContain($"HTTP {status} from acme.com");
    }

    [Fact]
    public void Classify_NotFoundAtTheOwnUrl_IsTheConfigurations() =>
        StatusRule.Classify(404, null, RejectionKind.Configuration, "acme.com").Rejection.ShouldBe(RejectionKind.Configuration);

    [Theory]
    [InlineData(429, DeliveryResultKind.Throttled)]
    [InlineData(503, DeliveryResultKind.Retry)]
    [InlineData(500, DeliveryResultKind.Retry)]
    [InlineData(408, DeliveryResultKind.Retry)]
    public void Classify_WithRetryAfter_CarriesIt(int status, DeliveryResultKind kind)
    {
        var result = StatusRule.Classify(status, TimeSpan.FromSeconds(9), RejectionKind.Recipient, "acme.com");
        (result.Kind, result.RetryAfter).ShouldBe((kind, TimeSpan.FromSeconds(9)));
    }
}
