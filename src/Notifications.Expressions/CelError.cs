namespace Notifications.Expressions;

/// <summary>One thing that is wrong with an expression, at compile time or at run time.</summary>
public sealed class CelError
{
    internal CelError(CelErrorCode code, string message, CelPosition position = default, string? suggestion = null)
    {
        Code = code;
        Message = message;
        Position = position;
        Suggestion = suggestion;
    }

    /// <summary>The kind of the error; stable, for programs.</summary>
    public CelErrorCode Code { get; }

    /// <summary>What is wrong, for people. Contains parts of the source, never data of the event.</summary>
    public string Message { get; }

    /// <summary>Where in the source.</summary>
    public CelPosition Position { get; }

    /// <summary>The name that was probably meant; <see langword="null"/> where none is near.</summary>
    public string? Suggestion { get; }

    // These bound what an expression may cost; were they absorbed, `costly || true` would cost all the same.
    internal bool IsFatal => Code is CelErrorCode.BudgetExceeded or CelErrorCode.ValueTooLarge;

    /// <summary>Position, message and suggestion in one line.</summary>
    public override string ToString()
    {
        var text = Position.IsKnown ? $"{Position}: {Message}" : Message;
        return Suggestion is null ? text : $"{text} Did you mean '{Suggestion}'?";
    }

    internal CelError At(CelPosition position) => Position.IsKnown ? this : new CelError(Code, Message, position, Suggestion);
}
