namespace Notifications;

/// <summary>Decides which rules an event takes, in place of the built-in router. Register one in the container to replace it.</summary>
/// <remarks>
/// A pure function of its arguments: no clock, no state, no I/O; the simulator calls it too. Safe for any number of threads.
/// When it throws, the built-in router answers and the error is in the trace.
/// </remarks>
public interface INotificationRouter
{
    /// <summary>Chooses the rules.</summary>
    /// <param name="notificationEvent">The event, with id and time filled.</param>
    /// <param name="now">The instant to decide at.</param>
    /// <param name="rules">The configured rules, and what they say of this event.</param>
    /// <returns>The names of the rules that apply, in the order in which they apply; empty leaves the event to the catch-all rule.
    /// A name that is not configured is left out, with an error in the trace.</returns>
    IReadOnlyList<string> Route(NotificationEvent notificationEvent, DateTimeOffset now, IRoutingRules rules);
}
