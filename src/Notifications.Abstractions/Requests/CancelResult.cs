namespace Notifications;

/// <summary>What a cancellation reached.</summary>
/// <param name="Cancelled">Deliveries that will never be sent.</param>
/// <param name="TooLate">Deliveries whose sending had begun or was over. One that some of its recipients have is among them; it is not tried again for the others.</param>
public readonly record struct CancelResult(int Cancelled, int TooLate)
{
    /// <summary>True when nothing of it was or will be sent.</summary>
    public bool IsComplete => Cancelled > 0 && TooLate == 0;
}
