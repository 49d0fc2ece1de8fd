namespace Notifications.Handlebars.Compilation;

/// <summary>Splits what stands between braces: words, quoted texts, parentheses, <c>=</c> and <c>|</c>.</summary>
internal static class TagTokens
{
    public static List<string> Split(ReadOnlySpan<char> tag)
    {
        List<string> tokens = [];
        for (var i = 0; i < tag.Length;)
        {
            if (char.IsWhiteSpace(tag[i]))
            {
                i++;
            }
            else if (tag[i] is '(' or ')' or '|' or '=')
            {
                tokens.Add(tag[i].ToString());
                i++;
            }
            else
            {
                var end = tag[i] is '"' or '\'' ? EndOfQuote(tag, i) : EndOfWord(tag, i);
                tokens.Add(tag[i..end].ToString());
                i = end;
            }
        }

        return tokens;
    }

    public static bool IsQuoted(string token) => token[0] is '"' or '\'';

    private static int EndOfQuote(ReadOnlySpan<char> tag, int start)
    {
        for (var i = start + 1; i < tag.Length; i++)
        {
            if (tag[i] == '\\')
                i++;
            else if (tag[i] == tag[start])
                return i + 1;
        }

        return tag.Length;
    }

    private static int EndOfWord(ReadOnlySpan<char> tag, int start)
    {
        var i = start;
        while (i < tag.Length && !char.IsWhiteSpace(tag[i]) && tag[i] is not ('(' or ')' or '|' or '='))
        {
            if (tag[i] != '[')
            {
                i++;
                continue;
            }

            var close = tag[i..].IndexOf(']');
            i = close < 0 ? tag.Length : i + close + 1;
        }

        return i;
    }
}
