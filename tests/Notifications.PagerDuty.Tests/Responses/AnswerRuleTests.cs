using Notifications.PagerDuty.Responses;

namespace Notifications.PagerDuty.Tests.Responses;

public sealed class AnswerRuleTests
{
    private const string Valid = """{"status":"success","message":"Event processed","dedup_key":"x"}""";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<int, string, bool, string> Cases => new()
    {
        { 202, Valid, false, "Delivered" },
        { 202, "garbage", false, "Delivered" },
        { 202, """{"status":"failed"}""", false, "Unknown: HTTP 202 from host, but not with the status success" },
        { 200, Valid, false, "Unknown: HTTP 200 from host; PagerDuty answers 202, so it may be somebody else: check Url" },
        { 301, "", false, "Rejected Configuration: HTTP 301 from host; redirects are not followed, check Url and Region" },
        { 400, """{"errors":["'payload.summary' is missing or blank","'payload.severity' is invalid"]}""", false, "Rejected Content: HTTP 400 from host: the event is invalid, by summary, severity, payload" },
        { 400, """{"errors":["JSON parse error"]}""", false, "Rejected Content: HTTP 400 from host: the event is invalid" },
        { 400, "", false, "Rejected Content: HTTP 400 from host: the event is invalid" },
        { 400, "Invalid routing key", false, WrongKey },
        { 400, """{"errors":["Length of 'routing_key' is incorrect (should be 32 characters)"]}""", false, WrongKey },
        { 401, "", false, "Rejected Configuration: HTTP 401 from host; check RoutingKey and Region" },
        { 403, "", false, "Rejected Configuration: HTTP 403 from host; check RoutingKey and Region" },
        { 404, "", false, "Rejected Configuration: HTTP 404 from host; check Url and Region" },
        { 408, "", false, "Retry: HTTP 408 from host" },
        { 413, "", false, "Rejected Content: HTTP 413 from host; the event is larger than is taken there" },
        { 429, "", true, "Throttled: throttled by the provider 60" },
        { 429, "", false, "Retry: HTTP 429 from host" },
        { 500, "", false, "Retry: HTTP 500 from host" },
        { 503, "", true, "Retry: HTTP 503 from host 60" },
        { 600, "", false, "Rejected Configuration: HTTP 600 from host; check Url and Region" },
    };

    private static string WrongKey => "Rejected Configuration: HTTP 400 from host: the routing key is wrong there; check RoutingKey and Region, which have to be of the same account";

    [Theory]
    [MemberData(nameof(Cases))]
    public void Classify_Answer_IsTyped(int status, string answer, bool hasRetryAfter, string expected)
    {
        var result = AnswerRule.Classify(status, answer, hasRetryAfter ? Minute : null, "key", "host");
        var text = result.Kind + (result.Rejection is { } rejection ? $" {rejection}" : string.Empty) + (result.Reason is { } reason ? $": {reason}" : string.Empty)
            + (result.RetryAfter is { } after ? $" {after.TotalSeconds}" : string.Empty);
        text.ShouldBe(expected);
        if (result.Kind == DeliveryResultKind.Delivered)
            result.ProviderMessageId.ShouldBe("key");
    }
}
