namespace Notifications.JsonSchema.Text;

/// <summary>Finds what somebody meant among known names.</summary>
internal static class Suggestion
{
    private const int MaxLength = 64;
    private const int MaxKnown = 1_000;

    /// <summary>A question with the closest name, or the list of all; empty when there are none.</summary>
    public static string For(string text, IReadOnlyCollection<string> known)
    {
        string? closest = null;
        var least = 1 + text.Length switch { < 2 => 0, < 4 => 1, var length => Math.Max(2, length / 3) };
        foreach (var name in known.Take(MaxKnown))
        {
            var distance = Distance(text, name);
            if (distance < least)
                (closest, least) = (name, distance);
        }

        if (closest is not null)
            return $"did you mean '{closest}'?";
        return known.Count == 0 ? string.Empty : $"there are {string.Join(", ", known.Order(StringComparer.Ordinal).Take(10))}{(known.Count > 10 ? ", …" : string.Empty)}";
    }

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
