namespace Notifications;

/// <summary>Whose fault a rejection is; decides who is told and what comes next.</summary>
public enum RejectionKind : byte
{
    /// <summary>The address: the next channel is tried, never another provider.</summary>
    Recipient,

    /// <summary>The message itself.</summary>
    Content,

    /// <summary>Credentials, permissions, settings: an operator has to act.</summary>
    Configuration,
}
