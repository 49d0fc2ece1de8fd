using System.Text;

namespace Notifications.Expressions.Values;

/// <summary>
/// Strings as code points. A string without surrogates, nearly every one, takes the fast way: its UTF-16 units are its code points.
/// </summary>
internal static class CodePoints
{
    public static bool IsSimple(ReadOnlySpan<char> text) => text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0;

    public static int Count(ReadOnlySpan<char> text)
    {
        if (IsSimple(text))
            return text.Length;
        var count = 0;
        for (var i = 0; i < text.Length; i += Width(text, i))
            count++;
        return count;
    }

    /// <summary>The UTF-16 offset of the code point <paramref name="index"/>; the length for the one past the end; -1 beyond it.</summary>
    public static int Offset(ReadOnlySpan<char> text, long index)
    {
        if (index < 0 || index > text.Length)
            return -1;
        if (IsSimple(text))
            return (int)index;
        var offset = 0;
        for (; index > 0 && offset < text.Length; index--)
            offset += Width(text, offset);
        return index == 0 ? offset : -1;
    }

    public static int Width(ReadOnlySpan<char> text, int offset) =>
        char.IsHighSurrogate(text[offset]) && offset + 1 < text.Length && char.IsLowSurrogate(text[offset + 1]) ? 2 : 1;

    /// <summary>The order by code points, which is not that of UTF-16 units: U+FF5E comes before U+1F600.</summary>
    public static int Compare(string x, string y)
    {
        var common = x.AsSpan().CommonPrefixLength(y);
        if (common == x.Length || common == y.Length)
            return x.Length.CompareTo(y.Length);
        var (a, b) = (x[common], y[common]);
        var (isHighA, isHighB) = (char.IsSurrogate(a), char.IsSurrogate(b));
        return isHighA == isHighB ? a.CompareTo(b) : isHighA ? 1 : -1;
    }

    public static int Utf8Length(string text) => Encoding.UTF8.GetByteCount(text);
}
