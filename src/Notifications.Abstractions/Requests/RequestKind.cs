namespace Notifications;

/// <summary>What became of a request.</summary>
public enum RequestKind : byte
{
    /// <summary>Taken: it will be sent, or it is scheduled.</summary>
    Accepted,

    /// <summary>The same idempotency key with the same content was taken before; the id is the first one's.</summary>
    Duplicate,

    /// <summary>Not taken; <see cref="RequestResult.Error"/> says why and what to do.</summary>
    Refused,
}
