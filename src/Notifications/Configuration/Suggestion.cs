namespace Notifications.Configuration;

/// <summary>Finds what somebody meant: the closest of the known names.</summary>
internal static class Suggestion
{
    private const int MaxLength = 64;
    private const int MaxListed = 25;
    private const int MaxCompared = 1_000;

    /// <summary>The closest of the first 1,000 names, or null when none is close.</summary>
    public static string? Closest(string text, IEnumerable<string> known)
    {
        string? closest = null;
        var least = 1 + text.Length switch { < 2 => 0, < 4 => 1, var length => Math.Max(2, length / 3) };

        // A hint is a courtesy: it costs no more where somebody registered very many names.
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

    private static int Distance(string a, string b)
    {
        if (a.Length > MaxLength || b.Length > MaxLength)
            return int.MaxValue;
        Span<int> row = stackalloc int[MaxLength + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
