namespace Notifications;

/// <summary>Optional: a channel states what it can do and what the engine has to know about its provider.</summary>
public interface INotificationChannelTraits
{
    /// <summary>The traits; read once when the channel is created.</summary>
    ChannelTraits Traits { get; }
}
