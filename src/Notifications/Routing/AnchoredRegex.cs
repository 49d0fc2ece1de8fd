using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Notifications.Routing;

/// <summary>Compiles expressions that match the whole value, in time linear in its length, whatever the pattern.</summary>
internal static class AnchoredRegex
{
    public const int MaxLength = 1_024;

    /// <summary>The largest repetition that a pattern may come to when nested ones are multiplied: each one is a state of the automaton.</summary>
    private const int MaxRepetition = 1_000;

    public static bool TryCompile(string pattern, [NotNullWhen(true)] out Regex? regex, [NotNullWhen(false)] out string? error)
    {
        regex = null;
        error = pattern.Length > MaxLength ? $"the expression has {pattern.Length:N0} characters, at most {MaxLength:N0} are allowed; shorten it or split the rule"
            : Repetition(pattern) > MaxRepetition ? $"the repetitions of '{pattern}' come to more than {MaxRepetition:N0}; use smaller counts or '*'"
            : null;
        if (error is not null)
            return false;
        try
        {
            regex = new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);
            return true;
        }
        catch (NotSupportedException)
        {
            error = $"'{pattern}' uses a back reference, a look-around or an atomic group; rewrite it without";
            return false;
        }
        catch (ArgumentException e)
        {
            error = $"'{pattern}' is no regular expression: {e.Message}";
            return false;
        }
    }

    private static long Repetition(string pattern)
    {
        long product = 1;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                i++;
                continue;
            }

            if (pattern[i] != '{')
                continue;
            var end = pattern.IndexOf('}', i);
            if (end < 0)
                break;
            var largest = 1;
            foreach (var range in pattern.AsSpan(i + 1, end - i - 1).Split(','))
            {
                if (int.TryParse(pattern.AsSpan(i + 1, end - i - 1)[range], out var number))
                    largest = Math.Max(largest, number);
            }

            product = Math.Min(product * largest, int.MaxValue);
        }

        return product;
    }
}
