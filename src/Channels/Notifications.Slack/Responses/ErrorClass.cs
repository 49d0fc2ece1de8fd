namespace Notifications.Slack.Responses;

/// <summary>What kind of failure an error of Slack's is.</summary>
internal enum ErrorClass
{
    /// <summary>It may work later; nothing was posted.</summary>
    Retry,

    /// <summary>Slack itself says that it may have been posted.</summary>
    Unknown,

    /// <summary>Too fast.</summary>
    Throttled,

    /// <summary>The token, its scopes, the app's membership, a workspace's settings.</summary>
    Configuration,

    /// <summary>Where it was to go: the operator's fault for the channel's own, else the recipient's.</summary>
    Destination,

    /// <summary>The message itself.</summary>
    Content,

    /// <summary>The message's blocks: without those of a template it may be taken.</summary>
    Blocks,

    /// <summary>Nothing can ever be posted there again.</summary>
    Gone,

    /// <summary>The message that was to be edited or answered is no longer there.</summary>
    MessageGone,

    /// <summary>The message that was to be edited or answered is there, but that is not possible.</summary>
    NotEditable,
}
