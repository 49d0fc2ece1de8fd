namespace Notifications.Suppression.Inhibition;

/// <summary>A label of the sources, and the one of the target that has to be equal to it.</summary>
internal readonly record struct EqualLabel(string Source, string Target);
