using Notifications.Http;
using Notifications.Webhooks.Guard;

namespace Notifications.Webhooks.Responses;

/// <summary>What a failed call means for the delivery. Texts of exceptions are not passed on: they are not ours to vouch for.</summary>
internal static class FailureRule
{
    /// <summary>Classifies.</summary>
    /// <param name="exception">What the call threw.</param>
    /// <param name="hasLeft">The body was on its way, so the receiver may have it.</param>
    /// <param name="blame">Whose URL it was.</param>
    /// <param name="host">For the reason.</param>
    /// <returns>The result.</returns>
    public static DeliveryResult Classify(Exception exception, bool hasLeft, RejectionKind blame, string host)
    {
        if (exception.InnerException is DestinationRefusedException refused)
            return DeliveryResult.Rejected(blame, refused.Message);
        return HttpFailureRule.Classify(exception, hasLeft, host);
    }
}
