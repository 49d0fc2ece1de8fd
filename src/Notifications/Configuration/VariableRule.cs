using System.Text;

namespace Notifications.Configuration;

/// <summary>What <c>${NAME}</c> in a text stands for.</summary>
internal static class VariableRule
{
    /// <summary>Puts in the variables.</summary>
    /// <param name="text">The text. What is no <c>${NAME}</c>, with letters, digits and underscores, stays as it is.</param>
    /// <param name="find">The value of a variable.</param>
    /// <param name="missing">Takes the names that have no value, or an empty one.</param>
    /// <returns>The text; null when one is missing.</returns>
    public static string? Expand(string text, Func<string, string?> find, ICollection<string>? missing)
    {
        var expanded = new StringBuilder(text.Length);
        var isWhole = true;
        var position = 0;
        for (int at; (at = text.IndexOf("${", position, StringComparison.Ordinal)) >= 0;)
        {
            var end = text.IndexOf('}', at);
            if (at > 0 && text[at - 1] == '$')
            {
                expanded.Append(text, position, at - 1 - position).Append("${");
                position = at + 2;
            }
            else if (end > 0 && IsName(text.AsSpan(at + 2, end - at - 2)))
            {
                var name = text[(at + 2)..end];
                var value = find(name);
                if (string.IsNullOrEmpty(value))
                {
                    isWhole = false;
                    missing?.Add(name);
                }

                expanded.Append(text, position, at - position).Append(value);
                position = end + 1;
            }
            else
            {
                expanded.Append(text, position, at + 2 - position);
                position = at + 2;
            }
        }

        return isWhole ? expanded.Append(text, position, text.Length - position).ToString() : null;
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || char.IsAsciiDigit(name[0]))
            return false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
                return false;
        }

        return true;
    }
}
