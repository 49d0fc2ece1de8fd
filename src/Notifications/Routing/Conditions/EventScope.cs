namespace Notifications.Routing.Conditions;

/// <summary>What an expression is evaluated over: an event, and the instant that stands for its time when it has none.</summary>
internal readonly record struct EventScope(NotificationEvent Event, long NowTicks);
