namespace Notifications.Operations;

/// <summary>What came of a channel's test.</summary>
public enum ChannelTestKind
{
    /// <summary>All providers took it.</summary>
    Passed,

    /// <summary>At least one did not; its result says why.</summary>
    Failed,

    /// <summary>There is no such channel or provider.</summary>
    UnknownChannel,

    /// <summary>The settings are not valid: nothing was tried.</summary>
    InvalidSettings,
}
