namespace Notifications.Expressions;

/// <summary>What an evaluation gave: a value, or the error that it ended in.</summary>
public readonly struct CelResult
{
    internal CelResult(in CelValue value) => Value = value;

    /// <summary>The value; of kind <see cref="CelKind.Error"/> where <see cref="Error"/> is set.</summary>
    public CelValue Value { get; }

    /// <summary>Why the evaluation failed; <see langword="null"/> where it did not.</summary>
    public CelError? Error => Value.ErrorOrNull;

    /// <summary>Whether there is a value.</summary>
    public bool IsSuccess => Value.Kind != CelKind.Error;
}
