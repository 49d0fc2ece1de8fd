namespace Notifications.JsonSchema;

/// <summary>Something in a value that does not match.</summary>
/// <param name="Pointer">Where in the value, as JSON pointer (RFC 6901); empty for the top.</param>
/// <param name="Keyword">The keyword of the schema that says no.</param>
/// <param name="Message">What is wrong, and the fix. Holds names and limits, never a value.</param>
public readonly record struct SchemaViolation(string Pointer, string Keyword, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(Pointer.Length == 0 ? "the value" : Pointer)} {Message}";
}
