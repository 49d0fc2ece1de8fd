namespace Notifications.Expressions;

/// <summary>
/// An expression did not compile. Thrown by <see cref="CelEnvironment{TContext}.Compile"/> only; <c>TryCompile</c> returns the errors.
/// </summary>
public sealed class CelCompileException : Exception
{
    internal CelCompileException(string source, IReadOnlyList<CelError> errors)
        : base($"The expression '{Shorten(source)}' does not compile: {string.Join(" ", errors)}") => Errors = errors;

    /// <summary>All that is wrong, in the order of the source; at least one.</summary>
    public IReadOnlyList<CelError> Errors { get; }

    private static string Shorten(string source) => source.Length <= 200 ? source : string.Concat(source.AsSpan(0, 200), "…");
}
