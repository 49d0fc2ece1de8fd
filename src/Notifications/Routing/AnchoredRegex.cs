using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Notifications.Routing;

/// <summary>Compiles expressions that match the whole value, in time linear in its length, whatever the pattern.</summary>
internal static class AnchoredRegex
{
    public const int MaxLength = 1_024;

    /// <summary>How many characters a pattern may grow by when its counted repetitions are written out. They are the states of the automaton: with
    /// a thousand of them, hostile text costs seconds, though still in linear time.</summary>
    private const int MaxGrowth = 200;

    public static bool TryCompile(string pattern, [NotNullWhen(true)] out Regex? regex, [NotNullWhen(false)] out string? error)
    {
        regex = null;
        error = pattern.Length > MaxLength ? $"the expression has {pattern.Length:N0} characters, at most {MaxLength:N0} are allowed; shorten it or split the rule"
            : WrittenOut(pattern) > pattern.Length + MaxGrowth ? $"the counted repetitions of '{pattern}' come to more than {MaxGrowth}; use smaller counts, '*' or '+'"
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

    /// <summary>The length of the pattern with its counted repetitions written out: an estimate, good enough for a bound.</summary>
    private static long WrittenOut(string pattern)
    {
        Stack<long> outer = [];
        long sum = 0;
        long last = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '(':
                    outer.Push(sum);
                    sum = last = 0;
                    continue;
                case ')':
                    last = sum;
                    sum += outer.TryPop(out var before) ? before : 0;
                    continue;
                case '{' when TryReadCount(pattern, ref i, out var count):
                    sum = Math.Min(sum + (last * (count - 1)), int.MaxValue);
                    last = Math.Min(last * count, int.MaxValue);
                    continue;
                case '[':
                    i = EndOfClass(pattern, i);
                    break;
                case '\\':
                    i++;
                    break;
                case '*' or '+' or '?' or '|' or '^' or '$':
                    continue;
            }

            last = 1;
            sum++;
        }

        return sum;
    }

    private static int EndOfClass(string pattern, int start)
    {
        // A bracket right at the beginning is a member.
        var i = start + 1;
        i += i < pattern.Length && pattern[i] == '^' ? 1 : 0;
        i += i < pattern.Length && pattern[i] == ']' ? 1 : 0;
        for (; i < pattern.Length && pattern[i] != ']'; i++)
            i += pattern[i] == '\\' ? 1 : 0;
        return i;
    }

    private static bool TryReadCount(string pattern, ref int at, out long count)
    {
        count = 1;
        var end = pattern.IndexOf('}', at);
        if (end < 0)
            return false;
        var body = pattern.AsSpan(at + 1, end - at - 1);
        foreach (var range in body.Split(','))
        {
            if (body[range].IsEmpty)
                continue;
            if (!int.TryParse(body[range], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return false;
            count = Math.Max(count, number);
        }

        at = end;
        return true;
    }
}
