namespace Notifications.Routing;

/// <summary>A pattern with <c>*</c> (any characters) and <c>?</c> (one character). Ordinal. Matching takes no more than length × pattern steps.</summary>
internal sealed class Glob
{
    public const int MaxLength = 256;

    private readonly GlobShape _shape;
    private readonly string _literal;

    public Glob(string pattern)
    {
        Pattern = pattern;
        var wildcard = pattern.AsSpan().IndexOfAny('*', '?');
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        var onlyStars = pattern.AsSpan().Trim('*').IsEmpty && pattern.Length > 0;
        (_shape, _literal) = wildcard < 0 ? (GlobShape.Exact, pattern)
            : onlyStars ? (GlobShape.Any, string.Empty)
            : wildcard == star && star == pattern.Length - 1 ? (GlobShape.Prefix, pattern[..^1])
            : star == 0 && pattern.AsSpan(1).IndexOfAny('*', '?') < 0 ? (GlobShape.Suffix, pattern[1..])
            : (GlobShape.General, pattern);
    }

    public string Pattern { get; }

    public GlobShape Shape => _shape;

    /// <summary>The fixed part of the pattern: all of it, what stands before the one <c>*</c>, or what stands behind it.</summary>
    public string Literal => _literal;

    public bool IsMatch(string text) => _shape switch
    {
        GlobShape.Exact => string.Equals(text, _literal, StringComparison.Ordinal),
        GlobShape.Any => true,
        GlobShape.Prefix => text.StartsWith(_literal, StringComparison.Ordinal),
        GlobShape.Suffix => text.EndsWith(_literal, StringComparison.Ordinal),
        _ => IsGeneralMatch(_literal, text),
    };

    private static bool IsGeneralMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0, t = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            // The star first: the text may hold a star as well.
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
            p++;
        return p == pattern.Length;
    }
}
