namespace Notifications.JsonSchema;

/// <summary>Whether there can be a member.</summary>
public enum SchemaMemberKind
{
    /// <summary>The schema names it.</summary>
    Declared,

    /// <summary>The schema says nothing about the names there, or describes them as a whole.</summary>
    Unknown,

    /// <summary>The schema names others and allows more.</summary>
    Undeclared,

    /// <summary>No value that matches has it.</summary>
    Missing,
}
