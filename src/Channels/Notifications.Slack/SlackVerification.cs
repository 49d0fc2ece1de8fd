namespace Notifications.Slack;

/// <summary>What a check of a request or of a button's value came to.</summary>
public enum SlackVerification
{
    /// <summary>It is genuine, and in time.</summary>
    Valid,

    /// <summary>A header, a value or a key to check it with is missing.</summary>
    Missing,

    /// <summary>It has not the form that it must have.</summary>
    Malformed,

    /// <summary>Nobody who knows a key has signed it: refuse it, and tell nobody why.</summary>
    WrongSignature,

    /// <summary>It is genuine and too old: a request of more than 5 minutes, a button beyond its lifetime.</summary>
    Expired,
}
