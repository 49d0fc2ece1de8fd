namespace Notifications.Configuration;

/// <summary>What becomes of the messages that wait for a rule or channel which a reload has removed.</summary>
public enum RemovedPolicy : byte
{
    /// <summary>They are delivered as if it were still there, as far as that is possible. The default.</summary>
    Deliver,

    /// <summary>They end with the reason in their trace.</summary>
    Report,
}
