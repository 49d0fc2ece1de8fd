using System.Runtime.CompilerServices;

namespace Notifications.Expressions.Evaluation;

/// <summary>Room on the stack for the variables of nested macros.</summary>
[InlineArray(Capacity)]
internal struct CelLocals
{
    /// <summary>How deep macros may nest.</summary>
    public const int Capacity = 8;

    private CelValue _first;
}
