namespace Notifications.JsonSchema;

/// <summary>What a schema knows of a member.</summary>
/// <param name="Kind">Whether there can be one.</param>
/// <param name="Known">How many names of the path are declared, from the top.</param>
/// <param name="Siblings">The names that are declared where the path leaves what is declared; empty for a declared path.</param>
public readonly record struct SchemaMember(SchemaMemberKind Kind, int Known, IReadOnlyList<string> Siblings);
