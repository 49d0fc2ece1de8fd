namespace Notifications.Conformance.Channels;

/// <summary>What the double of a provider does with every call.</summary>
public enum ProviderBehavior
{
    /// <summary>Takes it.</summary>
    Succeeds,

    /// <summary>Refuses it, and always will.</summary>
    RefusesForGood,

    /// <summary>Refuses it, and may take it later. Nothing was sent on.</summary>
    FailsForNow,

    /// <summary>Asks to come back after <see cref="ChannelConformance.ThrottleTime"/>.</summary>
    Throttles,

    /// <summary>Takes the whole call and never answers.</summary>
    NeverAnswers,

    /// <summary>Takes the whole call, and the connection breaks before the answer.</summary>
    CutsTheConnection,
}
