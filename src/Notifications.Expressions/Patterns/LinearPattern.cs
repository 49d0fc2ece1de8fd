using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Notifications.Expressions.Patterns;

/// <summary>A pattern in the syntax of RE2, run by an engine whose time is linear in the text.</summary>
internal sealed class LinearPattern
{
    private readonly Regex _regex;
    private readonly int _size;

    private LinearPattern(Regex regex, int size)
    {
        _regex = regex;
        _size = size;
    }

    public static bool TryCompile(
        string source, CelLimits limits, [NotNullWhen(true)] out LinearPattern? pattern, [NotNullWhen(false)] out CelError? error)
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
            const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
            pattern = new LinearPattern(new Regex(translated, Options), translator.Size);
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

    public bool IsMatch(string text) => _regex.IsMatch(text);

    /// <summary>
    /// The steps that a match costs. At worst the engine is in every state of the automaton after each character: a large automaton on a long text
    /// must not be cheap because both are linear.
    /// </summary>
    public int CostOf(string text) => (int)Math.Min(1 + ((long)text.Length * (1 + (_size / 8)) / 4), int.MaxValue / 2);
}
