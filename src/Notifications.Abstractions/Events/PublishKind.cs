namespace Notifications;

/// <summary>What became of a published event.</summary>
public enum PublishKind : byte
{
    /// <summary>Taken, and at least one rule matched (or an earlier message about it has to be completed).</summary>
    Accepted,

    /// <summary>Taken, but no rule matched: nobody hears about it. Counted, and visible in the decision trace.</summary>
    Unrouted,

    /// <summary>The same idempotency key with the same content was taken before; the id is the first one's.</summary>
    Duplicate,

    /// <summary>Not taken; <see cref="PublishResult.Error"/> says why and what to do.</summary>
    Refused,
}
