namespace Notifications.Publishing;

/// <summary>What an identity is made of. Numbers are stored: never reuse one.</summary>
internal enum IdentityKind : byte
{
    /// <summary>Subject and type of an event without status: it is grouped by them, but not ordered.</summary>
    Message = 0,

    /// <summary>The publisher's correlation key.</summary>
    Correlation = 1,

    /// <summary>The labels of an event with a status.</summary>
    Fingerprint = 2,

    /// <summary>Subject and type of an event with a status but without labels.</summary>
    Subject = 3,
}
