using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Notifications.JsonSchema.Evaluation;

namespace Notifications.JsonSchema.Text;

/// <summary>A pattern that takes time linear in the text, whatever the pattern.</summary>
internal sealed class LinearPattern
{
    private readonly Regex _regex;
    private readonly int _size;

    private LinearPattern(string source, Regex regex, int size)
    {
        Source = source;
        _regex = regex;
        _size = size;
    }

    public string Source { get; }

    public static bool TryCompile(string source, [NotNullWhen(true)] out LinearPattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        pattern = null;
        var writer = new PatternWriter(source);
        if (writer.Write() is not { } written)
        {
            problem = writer.Problem!;
            return false;
        }

        try
        {
            pattern = new LinearPattern(source, new Regex(written, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Regex.InfiniteMatchTimeout), writer.Size);
            problem = null;
            return true;
        }
        catch (ArgumentException)
        {
            problem = "it is no regular expression of ECMA-262";
        }
        catch (NotSupportedException)
        {
            problem = "it needs too large an automaton; make it simpler";
        }

        return false;
    }

    /// <summary>Whether some part of the text looks like it. Costs steps: at worst the engine is in every state after each character.</summary>
    public bool IsMatch(string text, Evaluator evaluator) =>
        evaluator.TrySpend((int)Math.Min(1 + ((long)text.Length * (1 + (_size / 8)) / 16), int.MaxValue / 2)) && _regex.IsMatch(text);
}
