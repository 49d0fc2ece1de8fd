using System.Text;
using Notifications.Expressions.Evaluation;
using Notifications.Expressions.Values;

namespace Notifications.Expressions.Functions;

/// <summary><c>"%s: %.2f".format([name, value])</c>.</summary>
internal static class FormatFunction
{
    private const int MaxPrecision = 100;

    public static CelValue Apply(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var template = arguments[0].Text;
        var list = arguments[1];
        var (count, next) = (ListAccess.Count(list), 0);
        var result = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '%')
            {
                result.Append(template[i]);
                continue;
            }

            if (++i < template.Length && template[i] == '%')
            {
                result.Append('%');
                continue;
            }

            if (!TryReadPrecision(template, ref i, out var precision))
                return Fail("The format string ends within a clause.");
            if (precision > MaxPrecision)
                return Fail("The precision of a clause is above 100.");
            if (next >= count)
                return Fail("There are fewer arguments than clauses.");
            if (!frame.Charge(1) || result.Length > frame.Limits.MaxStringLength)
                return frame.IsSpent ? frame.Spent() : frame.TooLong("string", frame.Limits.MaxStringLength);
            var problem = FormatClause.Append(result, template[i], precision, ListAccess.At(list, next++), frame.Limits.MaxStringLength);
            if (ReferenceEquals(problem, FormatClause.TooLong))
                return frame.TooLong("string", frame.Limits.MaxStringLength);
            if (problem is not null)
                return Fail(problem);
        }

        if (next < count)
            return Fail("There are more arguments than clauses.");
        if (result.Length > frame.Limits.MaxStringLength)
            return frame.TooLong("string", frame.Limits.MaxStringLength);
        return frame.ChargeFor(result.Length) ? CelValue.FromString(result.ToString()) : frame.Spent();
    }

    private static bool TryReadPrecision(string template, ref int position, out int precision)
    {
        precision = 6;
        if (position < template.Length && template[position] == '.')
        {
            precision = 0;
            for (position++; position < template.Length && char.IsAsciiDigit(template[position]); position++)
                precision = Math.Min((precision * 10) + template[position] - '0', MaxPrecision + 1);
        }

        return position < template.Length;
    }

    private static CelValue Fail(string message) => CelValue.Failed(CelErrorCode.InvalidArgument, $"format(): {message}");
}
