namespace Notifications.Expressions.Binding;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Suggestion
{
    private const int MaxLength = 64;

    /// <summary>The nearest of the names; <see langword="null"/> where it would take more than a third of the letters to get there.</summary>
    public static string? For(string name, IEnumerable<string> names)
    {
        if (name.Length > MaxLength)
            return null;
        var (best, least) = ((string?)null, Math.Max(1, name.Length / 3) + 1);
        foreach (var candidate in names.Where(static n => n.Length <= MaxLength))
        {
            var distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < least)
                (best, least) = (candidate, distance);
        }

        return best;
    }

    // Insertions, deletions, replacements and swaps of neighbours.
    private static int Distance(string x, string y)
    {
        var rows = new int[x.Length + 1, y.Length + 1];
        for (var i = 0; i <= x.Length; i++)
        {
            for (var j = 0; j <= y.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var change = rows[i - 1, j - 1] + (x[i - 1] == y[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(change, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[x.Length, y.Length];
    }
}
