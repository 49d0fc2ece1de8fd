namespace Notifications.Slack.Sending;

/// <summary>One call of the Web API, without its content.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Channel">Where.</param>
/// <param name="Ts">The message that is edited, or the thread's first; null for a new one.</param>
/// <param name="Broadcast">A reply is shown in the channel too.</param>
internal readonly record struct SlackCall(CallKind Kind, string Channel, string? Ts = null, bool Broadcast = false)
{
    public string Method => Kind == CallKind.Edit ? "chat.update" : "chat.postMessage";
}
