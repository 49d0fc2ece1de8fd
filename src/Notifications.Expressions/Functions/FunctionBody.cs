using Notifications.Expressions.Evaluation;

namespace Notifications.Expressions.Functions;

/// <summary>What a function does. Its strings are made and paid for; what it makes itself it must charge and bound.</summary>
internal delegate CelValue FunctionBody(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments);
