namespace Notifications.Spelling;

/// <summary>Finds what somebody meant: the closest of the known names. A hint is a courtesy, so it costs no more where somebody has very many names, or very long ones.</summary>
internal static class Suggestion
{
    private const int MaxLength = 64;
    private const int MaxListed = 25;
    private const int MaxCompared = 1_000;

    /// <summary>The closest of the first 1,000 names, or null when none is close: it would take more than a third of the letters to get there.</summary>
    public static string? Closest(string text, IEnumerable<string> known)
    {
        string? closest = null;
        var least = 1 + text.Length switch { < 2 => 0, < 4 => 1, var length => Math.Max(2, length / 3) };
        foreach (var name in known.Take(MaxCompared))
        {
            if (Math.Abs(name.Length - text.Length) >= least)
                continue;
            var distance = Distance(text, name);
            if (distance < least)
                (closest, least) = (name, distance);
        }

        return closest;
    }

    /// <summary>Words for an error: a question with the closest name, or the list of all.</summary>
    public static string Hint(string text, IReadOnlyCollection<string> known, string what) =>
        Closest(text, known) is { } closest ? $"did you mean '{closest}'?" : $"the {what} are {List(known)}";

    /// <summary>The names in order, as far as they fit into an error.</summary>
    public static string List(IReadOnlyCollection<string> known) => known.Count == 0
        ? "none"
        : string.Join(", ", known.Order(StringComparer.Ordinal).Take(MaxListed)) + (known.Count > MaxListed ? ", …" : string.Empty);

    // Insertions, deletions, replacements and swaps of neighbours, ignoring case.
    private static int Distance(string a, string b)
    {
        if (a.Length > MaxLength || b.Length > MaxLength)
            return int.MaxValue;
        const int Width = MaxLength + 1;
        Span<int> rows = stackalloc int[3 * Width];
        for (var i = 0; i <= a.Length; i++)
        {
            var row = rows.Slice(i % 3 * Width, Width);
            var above = rows.Slice((i + 2) % 3 * Width, Width);
            var beforeThat = rows.Slice((i + 1) % 3 * Width, Width);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                if (i == 0)
                {
                    row[j] = j;
                    continue;
                }

                row[j] = Math.Min(above[j - 1] + (IsSame(a[i - 1], b[j - 1]) ? 0 : 1), Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && IsSame(a[i - 1], b[j - 2]) && IsSame(a[i - 2], b[j - 1]))
                    row[j] = Math.Min(row[j], beforeThat[j - 2] + 1);
            }
        }

        return rows[(a.Length % 3 * Width) + b.Length];
    }

    private static bool IsSame(char x, char y) => char.ToUpperInvariant(x) == char.ToUpperInvariant(y);
}
