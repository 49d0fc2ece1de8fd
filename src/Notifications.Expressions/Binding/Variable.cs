using Notifications.Expressions.Evaluation;

namespace Notifications.Expressions.Binding;

/// <summary>A declared variable. It brings its own reader, so that the binder need not know the caller's context.</summary>
internal sealed record Variable(string Name, CelType Type, Evaluator Evaluator);
