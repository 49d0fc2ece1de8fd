using System.Text;
using Notifications.Expressions.Evaluation;
using Notifications.Expressions.Values;

namespace Notifications.Expressions.Functions;

/// <summary>The string extensions that make strings and lists of them.</summary>
internal static class StringFunctions
{
    public static void AddTo(Dictionary<(string Name, bool IsMethod), Overload[]> functions)
    {
        var (text, number) = (CelType.String, CelType.Int);
        functions.Add(("charAt", true), [new(text, CharAt, text, number)]);
        functions.Add(("substring", true), [new(text, Substring, text, number), new(text, Substring, text, number, number)]);
        functions.Add(("lowerAscii", true), [new(text, Lower, text)]);
        functions.Add(("upperAscii", true), [new(text, Upper, text)]);
        functions.Add(("trim", true), [new(text, Trim, text)]);
        functions.Add(("replace", true), [new(text, Replace, text, text, text), new(text, Replace, text, text, text, number)]);
        functions.Add(("split", true), [new(CelType.StringList, Split, text, text), new(CelType.StringList, Split, text, text, number)]);
        functions.Add(("join", true), [new(text, Join, CelType.StringList), new(text, Join, CelType.StringList, text)]);
        functions.Add(("format", true), [new(text, FormatFunction.Apply, text, CelType.AnyList)]);
        functions.Add(("strings.quote", false), [new(text, Quote, text)]);
    }

    private static CelValue CharAt(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var text = arguments[0].Text;
        var start = CodePoints.Offset(text, arguments[1].Bits);
        if (start < 0)
            return OutOfRange();
        return CelValue.FromString(start == text.Length ? "" : text.Substring(start, CodePoints.Width(text, start)));
    }

    private static CelValue Substring(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var text = arguments[0].Text;
        var start = CodePoints.Offset(text, arguments[1].Bits);
        var end = arguments.Length < 3 ? text.Length : CodePoints.Offset(text, arguments[2].Bits);
        if (start < 0 || end < 0)
            return OutOfRange();
        return start > end
            ? CelValue.Failed(CelErrorCode.IndexOutOfRange, "The substring ends before it starts.")
            : CelValue.FromString(text[start..end]);
    }

    private static CelValue Lower(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments) =>
        CelValue.FromString(AsciiCase.Lower(arguments[0].Text));

    private static CelValue Upper(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments) =>
        CelValue.FromString(AsciiCase.Upper(arguments[0].Text));

    private static CelValue Trim(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments) => CelValue.FromString(arguments[0].Text.Trim());

    private static CelValue Replace(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var (text, old, by) = (arguments[0].Text, arguments[1].Text, arguments[2].Text);
        var limit = arguments.Length < 4 || arguments[3].Bits < 0 ? long.MaxValue : arguments[3].Bits;
        var result = new StringBuilder();
        var position = 0;
        for (; limit > 0; limit--)
        {
            var next = old.Length == 0 ? position : text.IndexOf(old, position, StringComparison.Ordinal);
            if (next < 0)
                break;
            result.Append(text, position, next - position).Append(by);
            if (result.Length > frame.Limits.MaxStringLength)
                return frame.TooLong("string", frame.Limits.MaxStringLength);
            position = next + old.Length;
            if (old.Length > 0)
                continue;
            // An empty string stands before each code point and at the end.
            if (position == text.Length)
                return CelValue.FromString(result.ToString());
            var width = CodePoints.Width(text, position);
            result.Append(text, position, width);
            position += width;
        }

        result.Append(text, position, text.Length - position);
        if (result.Length > frame.Limits.MaxStringLength)
            return frame.TooLong("string", frame.Limits.MaxStringLength);
        frame.ChargeFor(result.Length + text.Length);
        return CelValue.FromString(result.ToString());
    }

    private static CelValue Split(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var (text, separator) = (arguments[0].Text, arguments[1].Text);
        var limit = arguments.Length < 3 || arguments[2].Bits < 0 ? long.MaxValue : arguments[2].Bits;
        var parts = new List<CelValue>();
        var position = 0;
        while (parts.Count < limit)
        {
            if (parts.Count >= frame.Limits.MaxListLength)
                return frame.TooLong("list", frame.Limits.MaxListLength);
            if (separator.Length == 0 && position == text.Length)
                break;
            var isLast = parts.Count == limit - 1;
            var next = isLast ? -1
                : separator.Length == 0 ? position + CodePoints.Width(text, position)
                : text.IndexOf(separator, position, StringComparison.Ordinal);
            parts.Add(CelValue.FromString(next < 0 ? text[position..] : text[position..next]));
            if (next < 0)
                break;
            position = next + separator.Length;
        }

        frame.Charge(parts.Count);
        return CelValue.FromList(parts.ToArray());
    }

    private static CelValue Join(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var separator = arguments.Length < 2 ? "" : arguments[1].Text;
        var result = new StringBuilder();
        var isFirst = true;
        for (var cursor = new ListCursor(arguments[0]); cursor.MoveNext(); isFirst = false)
        {
            if (cursor.Current.Kind != CelKind.String)
                return CelValue.Failed(CelErrorCode.InvalidArgument, "join() takes a list of strings only.");
            if (!isFirst)
                result.Append(separator);
            result.Append(cursor.Current.Text);
            if (result.Length > frame.Limits.MaxStringLength)
                return frame.TooLong("string", frame.Limits.MaxStringLength);
            if (!frame.Charge(1))
                return frame.Spent();
        }

        return CelValue.FromString(result.ToString());
    }

    private static CelValue Quote(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var result = new StringBuilder("\"");
        foreach (var unit in arguments[0].Text)
        {
            var escape = "\a\b\f\n\r\t\v\\\"".IndexOf(unit, StringComparison.Ordinal);
            if (escape < 0)
                result.Append(unit);
            else
                result.Append('\\').Append("abfnrtv\\\""[escape]);
        }

        return result.Length >= frame.Limits.MaxStringLength
            ? frame.TooLong("string", frame.Limits.MaxStringLength)
            : CelValue.FromString(result.Append('"').ToString());
    }

    private static CelValue OutOfRange() => CelValue.Failed(CelErrorCode.IndexOutOfRange, "The index is outside the string.");
}
