namespace Notifications;

/// <summary>Where a silence stands in its time.</summary>
public enum SilenceState : byte
{
    /// <summary>It has not begun.</summary>
    Pending,

    /// <summary>It has begun and not ended. One that recurs is active between its occurrences too.</summary>
    Active,

    /// <summary>It is over. Kept for a while, for people who look back.</summary>
    Expired,
}
