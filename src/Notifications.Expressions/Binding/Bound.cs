using Notifications.Expressions.Evaluation;

namespace Notifications.Expressions.Binding;

/// <summary>A bound node: what runs, and what is known of its type.</summary>
internal readonly record struct Bound(Evaluator Evaluator, CelType Type)
{
    public CelValue? Constant => Evaluator is ConstantEvaluator constant ? constant.Value : null;
}
