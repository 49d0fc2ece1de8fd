namespace Notifications.Slack.Responses;

/// <summary>What an answer means: a result, and for success where the message is.</summary>
/// <param name="Result">The result.</param>
/// <param name="Error">The kind of the error; null when Slack named none.</param>
/// <param name="Channel">The conversation's id, after success.</param>
/// <param name="Ts">The message's timestamp, after success.</param>
internal readonly record struct Judgement(DeliveryResult Result, ErrorClass? Error = null, string? Channel = null, string? Ts = null)
{
    public static Judgement Final(DeliveryResult result) => new(result);

    public static Judgement Success(string? channel, string? ts) => new(DeliveryResult.Delivered(), null, channel, ts);
}
