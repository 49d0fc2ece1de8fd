using System.Runtime.CompilerServices;

namespace Notifications.Expressions.Evaluation;

/// <summary>Room on the stack for the arguments of one call; no function takes more.</summary>
[InlineArray(Capacity)]
internal struct CelArguments
{
    public const int Capacity = 4;

    private CelValue _first;
}
