using Notifications.Expressions.Evaluation;
using Notifications.Expressions.Patterns;
using Notifications.Expressions.Values;

namespace Notifications.Expressions.Functions;

/// <summary>The functions that look into a string.</summary>
internal static class SearchFunctions
{
    public static void AddTo(Dictionary<(string Name, bool IsMethod), Overload[]> functions)
    {
        var (text, number) = (CelType.String, CelType.Int);
        functions.Add(("contains", true), [new(CelType.Bool, Contains, text, text)]);
        functions.Add(("startsWith", true), [new(CelType.Bool, StartsWith, text, text)]);
        functions.Add(("endsWith", true), [new(CelType.Bool, EndsWith, text, text)]);
        functions.Add(("indexOf", true), [new(number, IndexOf, text, text), new(number, IndexOf, text, text, number)]);
        functions.Add(("lastIndexOf", true), [new(number, LastIndexOf, text, text), new(number, LastIndexOf, text, text, number)]);
        functions.Add(("matches", true), [new(CelType.Bool, Matches, text, text)]);
        functions.Add(("matches", false), [new(CelType.Bool, Matches, text, text)]);
    }

    private static CelValue Contains(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments) =>
        ChargeSearch(ref frame, arguments)
            ? CelValue.FromBool(arguments[0].Text.Contains(arguments[1].Text, StringComparison.Ordinal))
            : frame.Spent();

    private static CelValue StartsWith(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments) =>
        CelValue.FromBool(arguments[0].Text.StartsWith(arguments[1].Text, StringComparison.Ordinal));

    private static CelValue EndsWith(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments) =>
        CelValue.FromBool(arguments[0].Text.EndsWith(arguments[1].Text, StringComparison.Ordinal));

    private static CelValue IndexOf(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var (text, sought) = (arguments[0].Text, arguments[1].Text);
        var start = arguments.Length < 3 ? 0 : CodePoints.Offset(text, arguments[2].Bits);
        if (arguments.Length == 3 && (start < 0 || start == text.Length))
            return OutOfRange();
        return ChargeSearch(ref frame, arguments) ? Index(text, text.IndexOf(sought, start, StringComparison.Ordinal)) : frame.Spent();
    }

    private static CelValue LastIndexOf(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var (text, sought) = (arguments[0].Text, arguments[1].Text);
        var start = arguments.Length < 3 ? text.Length : CodePoints.Offset(text, arguments[2].Bits);
        if (arguments.Length == 3 && (start < 0 || start == text.Length))
            return OutOfRange();
        if (!ChargeSearch(ref frame, arguments))
            return frame.Spent();
        var end = Math.Min(text.Length, start + sought.Length);
        return Index(text, text.AsSpan(0, end).LastIndexOf(sought, StringComparison.Ordinal));
    }

    private static CelValue Matches(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var (text, source) = (arguments[0].Text, arguments[1].Text);
        // Making an automaton costs far more than running it.
        if (!frame.Charge(500 + (source.Length * 4)))
            return frame.Spent();
        if (!LinearPattern.TryCompile(source, frame.Limits, out var pattern, out var error))
            return CelValue.Failed(error);
        return frame.Charge(pattern.CostOf(text)) ? CelValue.FromBool(pattern.IsMatch(text)) : frame.Spent();
    }

    private static CelValue Index(string text, int offset) =>
        CelValue.FromInt(offset < 0 ? -1 : CodePoints.Count(text.AsSpan(0, offset)));

    // The search compares at every place where it could start, in vectors.
    private static bool ChargeSearch(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments) =>
        frame.Charge((int)Math.Min((long)arguments[0].Text.Length * arguments[1].Text.Length >> 12, int.MaxValue / 2));

    private static CelValue OutOfRange() => CelValue.Failed(CelErrorCode.IndexOutOfRange, "The index is outside the string.");
}
