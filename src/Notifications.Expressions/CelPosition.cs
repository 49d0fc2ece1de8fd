namespace Notifications.Expressions;

/// <summary>A place in the source of an expression.</summary>
/// <param name="Offset">UTF-16 units from the start, from 0.</param>
/// <param name="Line">The line, from 1; 0 where no place is known.</param>
/// <param name="Column">UTF-16 units from the start of the line, from 1; 0 where no place is known.</param>
public readonly record struct CelPosition(int Offset, int Line, int Column)
{
    internal bool IsKnown => Line > 0;

    /// <summary>Line and column as editors show them, such as <c>1:14</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Line}:{Column}");
}
