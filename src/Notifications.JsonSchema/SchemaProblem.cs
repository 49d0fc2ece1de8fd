namespace Notifications.JsonSchema;

/// <summary>Something that is wrong with a schema.</summary>
/// <param name="Pointer">Where, as JSON pointer (RFC 6901); empty for the top.</param>
/// <param name="Line">The line in the text, from 1.</param>
/// <param name="Column">The column in bytes, from 1.</param>
/// <param name="Message">What is wrong, and the fix.</param>
public readonly record struct SchemaProblem(string Pointer, int Line, int Column, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"at '{Pointer}' (line {Line}, column {Column}): {Message}";
}
