namespace Notifications.Configuration;

/// <summary>What a publisher meets when a channel's queue is full.</summary>
public enum WhenFull : byte
{
    /// <summary>It waits for room, at most <see cref="ChannelOptions.MaxWait"/>; then the event is refused. The default.</summary>
    Wait,

    /// <summary>The event is refused at once.</summary>
    Refuse,
}
