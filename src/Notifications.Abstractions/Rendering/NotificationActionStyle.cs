namespace Notifications;

/// <summary>How a button looks, where a channel can show it.</summary>
public enum NotificationActionStyle : byte
{
    /// <summary>As the others.</summary>
    Default,

    /// <summary>The one that most people will want.</summary>
    Primary,

    /// <summary>One that is not easily undone.</summary>
    Danger,
}
