using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace Notifications.Routing;

/// <summary>Reads a matcher as Alertmanager writes it: <c>team="db"</c>, <c>team!="x"</c>, <c>team=~"a|b"</c>, <c>team!~"x"</c>; quotes are optional.</summary>
internal static class LabelMatcherParser
{
    private const string Form = "write it as name=\"value\", name!=\"value\", name=~\"expression\" or name!~\"expression\"";

    public static bool TryParse(string? text, [NotNullWhen(true)] out LabelMatcher? matcher, [NotNullWhen(false)] out string? error)
    {
        matcher = null;
        error = $"'{text}' is no matcher; {Form}";
        if (string.IsNullOrWhiteSpace(text))
            return false;
        var at = text.AsSpan().IndexOfAny('=', '!');
        if (at <= 0 || text[..at].Trim() is not { Length: > 0 } name || name.AsSpan().ContainsAny(" \t\"'{},~"))
            return false;
        var rest = text.AsSpan(at);
        var length = rest.StartsWith("=~") || rest.StartsWith("!~") || rest.StartsWith("!=") ? 2 : rest[0] == '=' ? 1 : 0;
        if (length == 0)
            return false;
        if (!TryUnquote(rest[length..].Trim(), out var value))
        {
            error = $"the value of '{text}' has an open quote or an unknown escape; {Form}, with \\\" and \\\\ inside";
            return false;
        }

        Regex? regex = null;
        if (length == 2 && rest[1] == '~' && !AnchoredRegex.TryCompile(value, out regex, out var regexError))
        {
            error = $"in the matcher '{text}' {regexError}";
            return false;
        }

        error = null;
        matcher = new LabelMatcher(name, value, regex, rest[0] == '!');
        return true;
    }

    private static bool TryUnquote(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? value)
    {
        value = null;
        if (text.IsEmpty || text[0] != '"')
        {
            value = text.ToString();
            return !text.Contains('"');
        }

        var unquoted = new StringBuilder(text.Length);
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                value = unquoted.ToString();
                return i == text.Length - 1;
            }

            if (text[i] != '\\')
            {
                unquoted.Append(text[i]);
                continue;
            }

            if (++i == text.Length)
                return false;

            // An escape that the quotes do not know belongs to the expression: team=~"\d+".
            _ = text[i] switch
            {
                'n' => unquoted.Append('\n'),
                '"' or '\\' => unquoted.Append(text[i]),
                _ => unquoted.Append('\\').Append(text[i]),
            };
        }

        return false;
    }
}
