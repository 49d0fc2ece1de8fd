namespace Notifications;

/// <summary>Says that there is a channel, and how to make it. Packages add it through <c>AddChannel</c>.</summary>
public sealed class ChannelRegistration
{
    /// <summary>Creates a registration.</summary>
    /// <param name="name">The channel's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>, unique ignoring case.</param>
    /// <param name="factory">Makes the channel, once.</param>
    /// <param name="ownsChannel">The engine disposes the channel, since it made it. Default: true.</param>
    /// <param name="provider">The provider's name when a channel has several; they are tried in order of registration. Default: the channel's name.</param>
    public ChannelRegistration(string name, Func<IServiceProvider, INotificationChannel> factory, bool ownsChannel = true, string? provider = null)
    {
        Name = name;
        Factory = factory;
        OwnsChannel = ownsChannel;
        Provider = provider ?? name;
    }

    /// <summary>The channel's name.</summary>
    public string Name { get; }

    /// <summary>Makes the channel, once.</summary>
    public Func<IServiceProvider, INotificationChannel> Factory { get; }

    /// <summary>The engine disposes the channel, since it made it.</summary>
    public bool OwnsChannel { get; }

    /// <summary>The provider's name; the channel's name unless it has several.</summary>
    public string Provider { get; }
}
