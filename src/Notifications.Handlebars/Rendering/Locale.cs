using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;

namespace Notifications.Handlebars.Rendering;

/// <summary>A language tag: its culture, and where to look for texts, from the special to the general.</summary>
internal sealed class Locale
{
    private const int MaxKnown = 256;
    private static readonly SearchValues<char> TagCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly ConcurrentDictionary<string, Locale> Known = new(StringComparer.OrdinalIgnoreCase);

    private Locale(string tag)
    {
        Tag = tag;
        List<string> chain = [];
        for (var rest = tag; rest.Length > 0; rest = rest[..Math.Max(0, rest.LastIndexOf('-'))])
            chain.Add(rest);
        Chain = [.. chain];
        Language = chain.Count == 0 ? "en" : chain[^1].ToLowerInvariant();
        Culture = FindCulture(Chain);
    }

    public string Tag { get; }

    public string[] Chain { get; }

    public string Language { get; }

    public CultureInfo Culture { get; }

    /// <summary>The locale of a tag. What is no tag gives the invariant culture.</summary>
    public static Locale Of(string? tag)
    {
        tag = IsTag(tag) ? tag! : "en";
        if (Known.TryGetValue(tag, out var known))
            return known;
        var made = new Locale(tag);
        if (Known.Count < MaxKnown)
            Known.TryAdd(tag, made);
        return made;
    }

    /// <summary>The tag as BCP 47 writes it, where ICU and Java write <c>fr_CA</c>; null when it is none.</summary>
    public static string? TagOf(string? tag)
    {
        if (IsTag(tag))
            return tag;
        return tag?.Replace('_', '-') is { } other && IsTag(other) ? other : null;
    }

    public static bool IsTag(string? tag) => tag is { Length: >= 2 and <= 35 } && char.IsAsciiLetter(tag[0])
        && !tag.AsSpan().ContainsAnyExcept(TagCharacters)
        && tag[^1] != '-' && !tag.Contains("--", StringComparison.Ordinal);

    private static CultureInfo FindCulture(string[] chain)
    {
        foreach (var tag in chain)
        {
            try
            {
                return CultureInfo.GetCultureInfo(tag, predefinedOnly: true);
            }
            catch (CultureNotFoundException)
            {
                // The parent may be known; in the end numbers and dates are shown without a culture.
            }
        }

        return CultureInfo.InvariantCulture;
    }
}
