using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Notifications.Expressions.Patterns;

/// <summary>Patterns in the syntax of RE2, run by an engine whose time is linear in the text.</summary>
internal static class LinearPattern
{
    public static bool TryCompile(string source, CelLimits limits, [NotNullWhen(true)] out Regex? pattern, [NotNullWhen(false)] out CelError? error)
    {
        (pattern, error) = (null, null);
        if (source.Length > limits.MaxPatternLength)
        {
            error = new CelError(CelErrorCode.TooLarge, $"The pattern is longer than {limits.MaxPatternLength} characters.");
            return false;
        }

        var translator = new PatternTranslator(source);
        if (translator.Translate() is not { } translated)
        {
            error = translator.Error!;
            return false;
        }

        try
        {
            pattern = new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
            return true;
        }
        catch (ArgumentException)
        {
            error = new CelError(CelErrorCode.InvalidPattern, "The pattern is no valid regular expression.");
        }
        catch (NotSupportedException)
        {
            error = new CelError(CelErrorCode.TooLarge, "The pattern needs too large an automaton.");
        }

        return false;
    }
}
