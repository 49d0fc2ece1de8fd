namespace Notifications.Operations;

/// <summary>What can be done with a delivery that failed, or that is in doubt.</summary>
public enum OperationKind
{
    /// <summary>A dead letter is sent again, as a new delivery.</summary>
    Requeue,

    /// <summary>It is given up.</summary>
    Discard,

    /// <summary>It was in doubt, and has arrived.</summary>
    MarkDelivered,

    /// <summary>It is in doubt, and is sent again.</summary>
    SendAgain,

    /// <summary>A dead letter was forgotten at its bound: nobody has done it.</summary>
    Forget,
}
