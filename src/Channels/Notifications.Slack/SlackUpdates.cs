namespace Notifications.Slack;

/// <summary>How what happens to a thing after its first message is told. Only for bots: an incoming webhook always posts.</summary>
public enum SlackUpdates
{
    /// <summary>Acknowledged and resolved edit the first message; what else comes answers in its thread, and a repeated firing is shown in the channel too.</summary>
    EditInPlace,

    /// <summary>Everything answers in the thread of the first message, which stays as it is.</summary>
    Thread,

    /// <summary>Everything is a message of its own.</summary>
    Post,
}
