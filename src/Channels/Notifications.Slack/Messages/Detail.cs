namespace Notifications.Slack.Messages;

/// <summary>A row of the table under a message.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Value">What it is.</param>
internal readonly record struct Detail(string Name, string Value);
