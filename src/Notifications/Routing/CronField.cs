using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Notifications.Routing;

/// <summary>One field of a cron expression: <c>*</c>, numbers, names, ranges, steps and lists of them.</summary>
/// <param name="Bits">One bit for each value.</param>
/// <param name="IsAny">The field is <c>*</c> (or <c>?</c>).</param>
internal readonly record struct CronField(ulong Bits, bool IsAny)
{
    public static bool TryParse(
        string text, string name, int least, int greatest, ReadOnlySpan<string> names, out CronField field, [NotNullWhen(false)] out string? error)
    {
        ulong bits = 0;
        foreach (var range in text.AsSpan().Split(','))
        {
            var item = text.AsSpan(range);
            var slash = item.IndexOf('/');
            var step = 1;
            var body = slash < 0 ? item : item[..slash];
            if ((slash >= 0 && (!TryNumber(item[(slash + 1)..], out step) || step < 1 || step > greatest))
                || !TryRange(body, least, greatest, names, slash >= 0, out var first, out var last))
            {
                field = default;
                error = $"the {name} '{item}' is none; write {least} to {greatest}{(names.IsEmpty ? string.Empty : $" or {names[0]} to {names[^1]}")}, *, a-b, */n or a list";
                return false;
            }

            for (var value = first; value <= last; value += step)
                bits |= 1ul << value;
        }

        field = new CronField(bits, text is "*" or "?");
        error = null;
        return true;
    }

    private static bool TryRange(
        ReadOnlySpan<char> body, int least, int greatest, ReadOnlySpan<string> names, bool hasStep, out int first, out int last)
    {
        (first, last) = (least, greatest);
        if (body is "*" or "?")
            return true;
        var dash = body.IndexOf('-');
        if (!TryValue(dash < 0 ? body : body[..dash], least, names, out first))
            return false;

        // 'a/n' means from a to the end.
        last = dash < 0 && hasStep ? greatest : first;
        if (dash >= 0 && !TryValue(body[(dash + 1)..], least, names, out last))
            return false;
        return first >= least && last <= greatest && first <= last;
    }

    private static bool TryValue(ReadOnlySpan<char> text, int least, ReadOnlySpan<string> names, out int value)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (text.Equals(names[i], StringComparison.OrdinalIgnoreCase))
            {
                value = i + least;
                return true;
            }
        }

        return TryNumber(text, out value);
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
