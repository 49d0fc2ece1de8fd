namespace Notifications.PagerDuty.Responses;

/// <summary>What PagerDuty's answer means for the delivery. Its texts are not passed on, since they may repeat what was sent; the fields that they complain of are named.</summary>
internal static class AnswerRule
{
    /// <summary>So many bytes of an answer are looked at.</summary>
    public const int MaxAnswer = 16 * 1024;

    /// <summary>How PagerDuty calls the routing key in its complaints, whatever the version of the API.</summary>
    private static readonly string[] KeyNames = ["routing_key", "routing key", "service_key", "service key", "integration key"];

    private static readonly string[] Fields =
    [
        "event_action", "dedup_key", "client_url", "client", "links", "images",
        "summary", "source", "severity", "timestamp", "component", "group", "class", "custom_details", "payload",
    ];

    /// <summary>Whether the body of an answer with this status is worth reading.</summary>
    public static bool HasBody(int status) => status is 202 or 400 or 422;

    /// <summary>Classifies.</summary>
    /// <param name="status">The status code.</param>
    /// <param name="answer">The body; empty when there is none or it could not be read.</param>
    /// <param name="retryAfter">What <c>Retry-After</c> said.</param>
    /// <param name="dedupKey">The key of the alert, by which PagerDuty knows it.</param>
    /// <param name="host">For the reason.</param>
    /// <returns>The result.</returns>
    public static DeliveryResult Classify(int status, string answer, TimeSpan? retryAfter, string dedupKey, string host) => status switch
    {
        202 => Accepted(answer, dedupKey, host),
        >= 200 and < 300 => DeliveryResult.Unknown(Describe(status, host) + "; PagerDuty answers 202, so it may be somebody else: check Url"),
        >= 300 and < 400 => Configuration(status, host, "; redirects are not followed, check Url and Region"),
        400 or 422 => Refused(status, answer, host),
        401 or 403 => Configuration(status, host, "; check RoutingKey and Region"),
        408 or 425 => DeliveryResult.Retry(Describe(status, host), retryAfter),
        413 => DeliveryResult.Rejected(RejectionKind.Content, Describe(status, host) + "; the event is larger than is taken there"),
        429 when retryAfter is { } after => DeliveryResult.Throttled(after),
        429 or (>= 500 and < 600) => DeliveryResult.Retry(Describe(status, host), retryAfter),
        _ => Configuration(status, host, "; check Url and Region"),
    };

    private static DeliveryResult Accepted(string answer, string dedupKey, string host) =>
        EventAnswer.Read(answer)?.Status is { } status && !status.Equals("success", StringComparison.OrdinalIgnoreCase)
            ? DeliveryResult.Unknown(Describe(202, host) + ", but not with the status success")
            : DeliveryResult.Delivered(dedupKey);

    private static DeliveryResult Refused(int status, string answer, string host)
    {
        if (Array.Exists(KeyNames, name => answer.Contains(name, StringComparison.OrdinalIgnoreCase)))
            return Configuration(status, host, ": the routing key is wrong there; check RoutingKey and Region, which have to be of the same account");
        var fields = string.Join(", ", Fields.Where(field => answer.Contains(field, StringComparison.OrdinalIgnoreCase)));
        return DeliveryResult.Rejected(RejectionKind.Content, Describe(status, host) + (fields.Length > 0 ? $": the event is invalid, by {fields}" : ": the event is invalid"));
    }

    private static DeliveryResult Configuration(int status, string host, string fix) => DeliveryResult.Rejected(RejectionKind.Configuration, Describe(status, host) + fix);

    private static string Describe(int status, string host) => $"HTTP {status} from {host}";
}
