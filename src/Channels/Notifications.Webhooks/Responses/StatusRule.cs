using System.Net;

namespace Notifications.Webhooks.Responses;

/// <summary>What a status code means for the delivery. Bodies are never read: they may be endless, and they are none of the operator's business.</summary>
internal static class StatusRule
{
    /// <summary>Classifies.</summary>
    /// <param name="status">The status code.</param>
    /// <param name="retryAfter">What <c>Retry-After</c> said.</param>
    /// <param name="blame">Whose URL it was: <see cref="RejectionKind.Configuration"/> for the channel's own, else <see cref="RejectionKind.Recipient"/>.</param>
    /// <param name="host">For the reason.</param>
    /// <returns>The result.</returns>
    public static DeliveryResult Classify(int status, TimeSpan? retryAfter, RejectionKind blame, string host) => status switch
    {
        >= 200 and < 300 => DeliveryResult.Delivered(),
        >= 300 and < 400 => Rejected(RejectionKind.Configuration, status, host, "; redirects are not followed, give the final URL"),
        (int)HttpStatusCode.BadRequest or 413 or 415 or 422 or 431 => Rejected(RejectionKind.Content, status, host, string.Empty),
        401 or 403 or 407 => Rejected(RejectionKind.Configuration, status, host, "; check the credentials of the channel"),
        408 or 425 => DeliveryResult.Retry(Describe(status, host), retryAfter),
        410 => DeliveryResult.Gone(Describe(status, host) + "; the endpoint is gone for good"),
        429 when retryAfter is { } after => DeliveryResult.Throttled(after),
        429 or (>= 500 and < 600) => DeliveryResult.Retry(Describe(status, host), retryAfter),
        _ => Rejected(blame, status, host, string.Empty),
    };

    private static DeliveryResult Rejected(RejectionKind kind, int status, string host, string fix) =>
        DeliveryResult.Rejected(kind, Describe(status, host) + fix);

    private static string Describe(int status, string host) => $"HTTP {status} from {host}";
}
