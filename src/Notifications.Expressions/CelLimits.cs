namespace Notifications.Expressions;

/// <summary>Bounds on what an expression may be and may cost. Every bound ends in a typed error, never in an exception.</summary>
public sealed record CelLimits
{
    /// <summary>The defaults.</summary>
    public static CelLimits Default { get; } = new();

    /// <summary>The longest source that compiles.</summary>
    /// <value>Default 16,384 UTF-16 units.</value>
    public int MaxSourceLength { get; init; } = 16_384;

    /// <summary>
    /// The deepest nesting of an expression, chains of one arithmetic operator included. <c>||</c> and <c>&amp;&amp;</c> chains count once.
    /// </summary>
    /// <value>Default 128 levels; 512 at most, whatever is set.</value>
    public int MaxDepth { get; init; } = 128;

    /// <summary>
    /// What one evaluation may cost. A turn of a macro costs the size of its body; a function that reads a whole string or list costs its
    /// length / 16.
    /// </summary>
    /// <value>Default 100,000 steps.</value>
    public int MaxSteps { get; init; } = 100_000;

    /// <summary>The longest string or byte sequence that an evaluation may make.</summary>
    /// <value>Default 65,536 UTF-16 units or bytes.</value>
    public int MaxStringLength { get; init; } = 65_536;

    /// <summary>The longest list or map that an evaluation may make.</summary>
    /// <value>Default 10,000 elements.</value>
    public int MaxListLength { get; init; } = 10_000;

    /// <summary>The longest pattern of <c>matches</c>.</summary>
    /// <value>Default 1,000 UTF-16 units.</value>
    public int MaxPatternLength { get; init; } = 1_000;

    internal int Depth => Math.Min(MaxDepth, 512);
}
