namespace Notifications.Suppression.Holds;

/// <summary>Why something is held, and by what.</summary>
/// <param name="Reason">Inhibited or silenced.</param>
/// <param name="By">What holds it.</param>
/// <param name="Detail">In words: which silence, which alert.</param>
/// <param name="RelatedId">The number of the event that inhibits it; 0 for none.</param>
internal sealed record Hold(DecisionReason Reason, Holder By, string Detail, long RelatedId);
