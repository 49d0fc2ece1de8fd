namespace Notifications.Routing.Index;

/// <summary>One thing that an event must have for a rule to be looked at.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its value.</param>
/// <param name="Label">The label's name; empty for the other kinds.</param>
internal readonly record struct AnchorKey(AnchorKind Kind, string Value, string Label = "");
