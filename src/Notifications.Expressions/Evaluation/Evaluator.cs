namespace Notifications.Expressions.Evaluation;

/// <summary>One compiled node. Immutable, so that one program serves all threads.</summary>
internal abstract class Evaluator
{
    /// <summary>What the node costs when it runs once; the sum over its children, so that a macro can charge its body in one go.</summary>
    public virtual int Cost => 1;

    /// <summary>Evaluates the node; failures are values of kind <see cref="CelKind.Error"/>.</summary>
    public abstract CelValue Evaluate(ref CelFrame frame);
}
