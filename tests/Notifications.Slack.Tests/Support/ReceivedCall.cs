namespace Notifications.Slack.Tests.Support;

/// <summary>A request as it came, whatever was answered.</summary>
internal sealed record ReceivedCall(string Method, string Body, IDictionary<string, string> Headers, string Answer);
