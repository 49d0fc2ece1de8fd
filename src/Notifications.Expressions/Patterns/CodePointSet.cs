using System.Globalization;
using System.Text;

namespace Notifications.Expressions.Patterns;

/// <summary>A set of code points, written as a pattern over UTF-16 units: beyond U+FFFF a code point is a pair.</summary>
internal sealed class CodePointSet
{
    private const int Last = 0x10FFFF;
    private readonly List<(int From, int To)> _ranges = [];
    private readonly StringBuilder _categories = new();
    private bool _hasNegatedCategory;

    public void Add(int from, int to) => _ranges.Add((from, to));

    public void AddComplement(ReadOnlySpan<(int From, int To)> ranges) => _ranges.AddRange(Complement([.. ranges]));

    /// <summary>Adds a general category. It is known for U+0000 to U+FFFF only; beyond, a negated one stands for everything.</summary>
    public void AddCategory(string name, bool isNegated)
    {
        _categories.Append(isNegated ? @"\P{" : @"\p{").Append(name).Append('}');
        _hasNegatedCategory |= isNegated;
    }

    public string Write(bool isNegated)
    {
        var ranges = Merge(_ranges);
        if (_categories.Length == 0)
        {
            var all = isNegated ? Complement(ranges) : ranges;
            return Alternatives(Units(all, ""), all);
        }

        var near = Units(ranges, _categories.ToString());
        if (!isNegated)
            return Alternatives($"[{near[1..^1]}-[\\uD800-\\uDFFF]]", _hasNegatedCategory ? [(0x10000, Last)] : ranges);
        return Alternatives($"[^{near[1..^1]}\\uD800-\\uDFFF]", _hasNegatedCategory ? [] : Complement(ranges));
    }

    private static List<(int From, int To)> Merge(List<(int From, int To)> ranges)
    {
        var result = new List<(int From, int To)>();
        foreach (var range in ranges.OrderBy(static r => r.From))
        {
            if (result.Count > 0 && range.From <= result[^1].To + 1)
                result[^1] = (result[^1].From, Math.Max(result[^1].To, range.To));
            else
                result.Add(range);
        }

        return result;
    }

    private static List<(int From, int To)> Complement(List<(int From, int To)> ranges)
    {
        var result = new List<(int From, int To)>();
        var next = 0;
        foreach (var (from, to) in Merge(ranges))
        {
            if (from > next)
                result.Add((next, from - 1));
            next = to + 1;
        }

        if (next <= Last)
            result.Add((next, Last));
        return result;
    }

    // The class of the single units; half a pair never is a code point.
    private static string Units(List<(int From, int To)> ranges, string categories)
    {
        var result = new StringBuilder("[");
        foreach (var (from, to) in ranges)
        {
            if (from < 0xD800)
                Range(result, from, Math.Min(to, 0xD7FF));
            if (to > 0xDFFF && from <= 0xFFFF)
                Range(result, Math.Max(from, 0xE000), Math.Min(to, 0xFFFF));
        }

        result.Append(categories);
        return result.Length == 1 ? "" : result.Append(']').ToString();
    }

    private static string Alternatives(string units, List<(int From, int To)> ranges)
    {
        var parts = new List<string>();
        if (units.Length > 0)
            parts.Add(units);
        foreach (var (from, to) in ranges)
        {
            if (to > 0xFFFF)
                AddPairs(parts, Math.Max(from, 0x10000) - 0x10000, to - 0x10000);
        }

        return parts.Count switch
        {
            0 => @"[^\u0000-\uFFFF]",
            1 when units.Length > 0 => units,
            _ => $"(?:{string.Join('|', parts)})",
        };
    }

    // A range of pairs is: the rest of the first block of 1,024, the whole blocks, the start of the last.
    private static void AddPairs(List<string> parts, int from, int to)
    {
        var (first, last) = (from >> 10, to >> 10);
        if (first == last)
        {
            AddPair(parts, first, first, from & 0x3FF, to & 0x3FF);
            return;
        }

        if ((from & 0x3FF) != 0)
            AddPair(parts, first, first++, from & 0x3FF, 0x3FF);
        if ((to & 0x3FF) != 0x3FF)
            AddPair(parts, last, last--, 0, to & 0x3FF);
        if (first <= last)
            AddPair(parts, first, last, 0, 0x3FF);
    }

    private static void AddPair(List<string> parts, int highFrom, int highTo, int lowFrom, int lowTo)
    {
        var result = new StringBuilder("[");
        Range(result, 0xD800 + highFrom, 0xD800 + highTo);
        result.Append("][");
        Range(result, 0xDC00 + lowFrom, 0xDC00 + lowTo);
        parts.Add(result.Append(']').ToString());
    }

    private static void Range(StringBuilder result, int from, int to)
    {
        if (from > to)
            return;
        result.Append(CultureInfo.InvariantCulture, $"\\u{from:X4}");
        if (to > from)
            result.Append(CultureInfo.InvariantCulture, $"-\\u{to:X4}");
    }
}
