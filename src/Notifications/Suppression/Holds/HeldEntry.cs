using Notifications.Aggregation;

namespace Notifications.Suppression.Holds;

/// <summary>What one rule would have told of a held alert: counted exactly, of which the newest is told when the hold ends. Replaced, never changed.</summary>
/// <param name="RuleName">The rule.</param>
/// <param name="Reason">Inhibited or silenced.</param>
/// <param name="Detail">Which silence, which alert.</param>
/// <param name="Held">The events.</param>
/// <param name="By">What holds it; null while that is still to be found, after a start.</param>
internal sealed record HeldEntry(string RuleName, DecisionReason Reason, string Detail, HeldEvents Held, Holder? By);
