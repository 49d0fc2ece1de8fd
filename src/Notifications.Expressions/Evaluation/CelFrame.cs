using System.Runtime.CompilerServices;

namespace Notifications.Expressions.Evaluation;

/// <summary>What one evaluation carries: the caller's context, the variables of macros, the budget. Lives on the stack.</summary>
internal ref struct CelFrame
{
    private const int StepsBetweenCancellationChecks = 1_024;

    // The context is held untyped, so that evaluators need not be generic over it: only the reader of a variable knows its type, and the
    // environment that made the reader also made the program.
    private readonly ref byte _context;
    private readonly CancellationToken _cancellationToken;
    private int _steps;
    private int _untilCheck;

    private CelFrame(ref byte context, CelLimits limits, Span<CelValue> locals, CancellationToken cancellationToken)
    {
        _context = ref context;
        _cancellationToken = cancellationToken;
        _steps = limits.MaxSteps;
        _untilCheck = StepsBetweenCancellationChecks;
        Limits = limits;
        Locals = locals;
    }

    public CelLimits Limits { get; }

    public Span<CelValue> Locals { get; }

    public readonly bool IsSpent => _steps < 0;

    public readonly int StepsLeft => _steps;

    public static CelFrame For<TContext>(
        ref readonly TContext context, CelLimits limits, Span<CelValue> locals, CancellationToken cancellationToken) =>
        new(ref Unsafe.As<TContext, byte>(ref Unsafe.AsRef(in context)), limits, locals, cancellationToken);

    /// <summary>A frame for constants, which read no context.</summary>
    public static CelFrame ForConstants(CelLimits limits) => new(ref Unsafe.NullRef<byte>(), limits, default, CancellationToken.None);

    public readonly ref readonly TContext Context<TContext>() => ref Unsafe.As<byte, TContext>(ref _context);

    /// <summary>Takes steps from the budget.</summary>
    /// <returns><see langword="false"/> when it is spent.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; looked at once in about a thousand steps.</exception>
    public bool Charge(int steps)
    {
        _steps -= steps;
        _untilCheck -= steps;
        if (_untilCheck < 0)
        {
            _untilCheck = StepsBetweenCancellationChecks;
            _cancellationToken.ThrowIfCancellationRequested();
        }

        return _steps >= 0;
    }

    /// <summary>Takes the steps that reading <paramref name="length"/> characters or octets costs.</summary>
    public bool ChargeFor(int length) => length < 16 ? _steps >= 0 : Charge(length >> 4);

    /// <summary>Takes the steps that looking a key up costs: JSON is searched from end to end, and a key is hashed or compared whole.</summary>
    public bool ChargeForLookup(in CelValue map, int keyLength) =>
        ChargeFor(keyLength) && (map.Content is not null || ChargeFor(map.Json.GetPropertyCount()));

    public readonly CelValue Spent() =>
        CelValue.Failed(CelErrorCode.BudgetExceeded, $"The expression needs more than {Limits.MaxSteps} steps.");

    public readonly CelValue TooLong(string what, int limit) =>
        CelValue.Failed(CelErrorCode.ValueTooLarge, $"The expression makes a {what} longer than {limit}.");
}
