namespace Notifications.Slack.Responses;

/// <summary>What we read of an answer of the Web API.</summary>
internal sealed record ApiAnswer(bool? Ok, string? Error, string? Ts, string? Channel);
