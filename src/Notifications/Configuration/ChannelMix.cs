namespace Notifications.Configuration;

/// <summary>What the targets of a rule are to each other.</summary>
public enum ChannelMix : byte
{
    /// <summary>Each target gets the message. The default.</summary>
    All,

    /// <summary>The targets are tried in their order; the first that succeeds ends it.</summary>
    FirstThatSucceeds,
}
