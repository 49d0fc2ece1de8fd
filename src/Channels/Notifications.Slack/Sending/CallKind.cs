namespace Notifications.Slack.Sending;

/// <summary>What is done with a message.</summary>
internal enum CallKind
{
    /// <summary>A new message in the channel.</summary>
    Post,

    /// <summary>A new message in a thread.</summary>
    Reply,

    /// <summary>A message is replaced.</summary>
    Edit,
}
