namespace Notifications.Routing;

/// <summary>A condition that failed while it was evaluated.</summary>
/// <param name="Rule">The rule; null when the host's own router failed.</param>
/// <param name="Message">What happened.</param>
internal readonly record struct MatchFailure(CompiledRule? Rule, string Message);
