using Notifications.Expressions.Evaluation;

namespace Notifications.Expressions;

/// <summary>A compiled expression. Immutable and safe for all threads; made by <see cref="CelEnvironment{TContext}"/>.</summary>
/// <typeparam name="TContext">What the variables are read from.</typeparam>
public sealed class CelProgram<TContext>
{
    private readonly Evaluator _root;
    private readonly bool _usesLocals;
    private readonly CelLimits _limits;

    internal CelProgram(string source, Evaluator root, CelType resultType, bool usesLocals, CelLimits limits)
    {
        Source = source;
        ResultType = resultType;
        _root = root;
        _usesLocals = usesLocals;
        _limits = limits;
    }

    /// <summary>The source it was compiled from.</summary>
    public string Source { get; }

    /// <summary>The type of the result as far as it is known before a run.</summary>
    public CelType ResultType { get; }

    /// <summary>
    /// Evaluates the expression. Failures of the expression are results, not exceptions; what the reader of a variable throws passes through.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled; looked at on entry and about every thousand steps.</exception>
    public CelResult Evaluate(in TContext context, CancellationToken cancellationToken = default) => new(Run(context, cancellationToken));

    /// <summary>Evaluates a condition: <see langword="false"/> where it fails, with the reason in <paramref name="error"/>.</summary>
    /// <param name="context">What the variables are read from.</param>
    /// <param name="error">Why the evaluation failed or gave no bool; <see langword="null"/> where it did not.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="OperationCanceledException">Cancelled; looked at on entry and about every thousand steps.</exception>
    public bool EvaluateBool(in TContext context, out CelError? error, CancellationToken cancellationToken = default)
    {
        var value = Run(context, cancellationToken);
        if (value.Kind == CelKind.Bool)
        {
            error = null;
            return value.IsTrue;
        }

        error = value.ErrorOrNull ?? new CelError(CelErrorCode.WrongResultType, $"The expression gave a value of the kind {value.Kind}, no bool.");
        return false;
    }

    private CelValue Run(in TContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _usesLocals ? RunWithLocals(context, cancellationToken) : RunPlain(context, cancellationToken);
    }

    private CelValue RunPlain(in TContext context, CancellationToken cancellationToken)
    {
        var frame = CelFrame.For(in context, _limits, default, cancellationToken);
        return _root.Evaluate(ref frame);
    }

    // Apart, so that a program without macros does not clear the room of their variables.
    private CelValue RunWithLocals(in TContext context, CancellationToken cancellationToken)
    {
        var locals = default(CelLocals);
        var frame = CelFrame.For(in context, _limits, locals, cancellationToken);
        return _root.Evaluate(ref frame);
    }
}
