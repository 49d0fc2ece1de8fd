namespace Notifications.Aggregation;

/// <summary>What a debouncer wants done.</summary>
public enum DebounceAction : byte
{
    /// <summary>The event goes out at once, together with what was held.</summary>
    Pass,

    /// <summary>The event waits and is counted.</summary>
    Hold,

    /// <summary>What was held goes out as one aggregate, the event (if there is one) included.</summary>
    Flush,

    /// <summary>Nothing is sent; the episode is over.</summary>
    End,
}
