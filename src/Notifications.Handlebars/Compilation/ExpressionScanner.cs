using Notifications.Handlebars.Helpers;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Compilation;

/// <summary>Reads expressions for what they call and which names they read.</summary>
internal sealed class ExpressionScanner(TemplateSource source, List<BlockFrame> blocks)
{
    public const int MaxNesting = 16;
    private const int MaxSegments = 64;
    private static readonly HashSet<string> Literals = new(StringComparer.Ordinal) { "true", "false", "null", "undefined", "this", ".", "as" };

    /// <summary>Scans an expression: a value, or a helper with its arguments.</summary>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="isBlock">It opens a block, whose name may be a value too.</param>
    public void Scan(List<string> tokens, bool isBlock)
    {
        if (tokens.Count == 0)
            return;
        if (tokens[0] is "(" or ")" or "=" or "|")
        {
            Fail("an expression begins with a name");
            return;
        }

        var calls = tokens.Count > 1 && tokens[1] != "as";
        if (calls && !IsHelper(tokens[0], isBlock))
            source.Problems.Add(new TemplateProblem(TemplateErrorCode.UnknownHelper, $"there is no helper '{tokens[0]}'; the helpers are {Known(isBlock)}"));
        else if (!calls && !IsHelper(tokens[0], isBlock))
            Read(tokens[0]);
        ScanArguments(tokens, 1);
    }

    /// <summary>Scans arguments from a position on.</summary>
    public void ScanArguments(List<string> tokens, int start)
    {
        var depth = 0;
        for (var i = start; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token == "|" || (token == "as" && i + 1 < tokens.Count && tokens[i + 1] == "|"))
                return;
            if (token == "(")
            {
                if (++depth > MaxNesting)
                {
                    Fail($"expressions are nested more than {MaxNesting} deep; nest less");
                    return;
                }

                if (i + 1 < tokens.Count && !IsHelper(tokens[++i], isBlock: false))
                    source.Problems.Add(new TemplateProblem(TemplateErrorCode.UnknownHelper, $"there is no helper '{tokens[i]}'; the helpers are {Known(isBlock: false)}"));
            }
            else if (token == ")")
            {
                if (--depth < 0)
                    Fail("a ')' closes nothing");
            }
            else if (token == "=" && i + 1 < tokens.Count && tokens[i + 1] == "=")
            {
                Fail("a '=' stands behind another: write name=value, or (eq a b) to compare");
                return;
            }
            else if (token != "=" && !(i + 1 < tokens.Count && tokens[i + 1] == "="))
            {
                Read(token);
            }
        }

        if (depth > 0)
            Fail("a '(' is not closed");
    }

    /// <summary>The names that a block gives: <c>as |item index|</c>.</summary>
    public static string[] Parameters(List<string> tokens)
    {
        var bar = tokens.IndexOf("|");
        return bar < 0 ? [] : [.. tokens.Skip(bar + 1).TakeWhile(static t => t != "|")];
    }

    private static bool IsHelper(string name, bool isBlock) => isBlock ? TemplateFunctions.BuiltIn.Contains(name) : TemplateFunctions.All.ContainsKey(name);

    private static string Known(bool isBlock) => string.Join(", ", (isBlock ? TemplateFunctions.BuiltIn.AsEnumerable() : TemplateFunctions.All.Keys).Order(StringComparer.Ordinal));

    private void Fail(string message) => source.Problems.Add(new TemplateProblem(TemplateErrorCode.Syntax, message));

    private void Read(string path)
    {
        if (TagTokens.IsQuoted(path) || Literals.Contains(path) || char.IsAsciiDigit(path[0]) || (path[0] == '-' && path.Length > 1 && char.IsAsciiDigit(path[1])))
            return;
        if (path.AsSpan().Count("../") > MaxSegments)
        {
            Fail($"a path leads out of more than {MaxSegments} levels; give the value a name, or write @root.name");
            return;
        }

        var outer = blocks.Count(static b => b.ChangesContext);
        var isRoot = outer == 0;
        var rest = path;
        var at = blocks.Count - 1;
        while (rest.StartsWith("../", StringComparison.Ordinal) || rest == "..")
        {
            rest = rest.Length <= 3 ? string.Empty : rest[3..];
            isRoot = --outer == 0;
            for (; at >= 0 && !blocks[at].ChangesContext; at--)
            {
                if (!blocks[at].KeepsContext)
                    continue;
                Fail($"'{path}' leads out of {{{{#> {blocks[at].Name}}}}}, which is not supported; write @root.name, or give the value a name around it, such as {{{{#each rows as |row|}}}}");
                return;
            }

            at--;
        }

        var segments = Segments(rest);
        if (segments.Count > MaxSegments)
        {
            Fail($"a path has more than {MaxSegments} parts");
            return;
        }

        source.Names.UnionWith(segments);
        if (segments.Count > 0 && segments[0] == "@root")
        {
            segments.RemoveAt(0);
            isRoot = true;
        }

        if (segments.Count > 0 && segments[0] == "this")
            segments.RemoveAt(0);
        if (isRoot && segments.Count > 0 && segments[0][0] != '@' && !blocks.Exists(b => b.Parameters.Contains(segments[0], StringComparer.Ordinal)))
            ReadRoot(segments);
    }

    private void ReadRoot(List<string> segments)
    {
        source.RootNames.Add(segments[0]);
        var skip = segments[0] == "data" ? 1 : segments is ["event", "data", ..] ? 2 : 0;
        if (segments.Count > skip && (skip > 0 || !(RootObject.Reserved.Contains(segments[0]) || RootObject.Shortcuts.Contains(segments[0]))))
            source.DataPaths[string.Join('.', segments)] = ([.. segments.Skip(skip)], skip > 0);
    }

    private static List<string> Segments(string path)
    {
        List<string> segments = [];
        for (var i = 0; i < path.Length;)
        {
            int end;
            if (path[i] == '[')
            {
                end = path.IndexOf(']', i);
                end = end < 0 ? path.Length : end;
                segments.Add(path[(i + 1)..end]);
                i = end + 1;
                continue;
            }

            end = path.AsSpan(i).IndexOfAny('.', '/');
            end = end < 0 ? path.Length : i + end;
            if (end > i)
                segments.Add(path[i..end]);
            i = end + 1;
        }

        segments.RemoveAll(static s => s.Length == 0);
        return segments;
    }
}
