using Notifications.Handlebars.Helpers;

namespace Notifications.Handlebars.Compilation;

/// <summary>Looks a text over before the library parses it: what it includes, reads and calls, and whether it is nested deeper than the library's recursion can bear.</summary>
internal sealed class TemplateScanner
{
    private const int MaxTags = 2_000;
    private const int MaxNesting = 64;
    private const int MaxArguments = 128;
    private const int MaxUnits = 4_000;

    /// <summary>The library puts them in place by a recursion.</summary>
    private const int MaxInlineParts = 100;

    private readonly string _text;
    private readonly TemplateSource _source;
    private readonly List<BlockFrame> _blocks = [];
    private readonly ExpressionScanner _expressions;
    private readonly TagRewrite _rewrite;
    private int _inlineParts;

    private TemplateScanner(string text)
    {
        _text = text;
        _source = new TemplateSource();
        _rewrite = new TagRewrite(text);
        _expressions = new ExpressionScanner(_source, _blocks);
    }

    public static TemplateSource Scan(string text, int maxLength)
    {
        if (text.Length > maxLength)
        {
            var tooLong = new TemplateSource();
            tooLong.Problems.Add(new TemplateProblem(TemplateErrorCode.Syntax, $"the text has {text.Length:N0} characters, at most {maxLength:N0} are allowed; move parts of it into a partial"));
            return tooLong;
        }

        var scanner = new TemplateScanner(text);
        try
        {
            scanner.ScanTags();
        }
#pragma warning disable CA1031 // One text that nobody thought of must not keep the host from starting: it is that text's problem.
        catch (Exception error) when (error is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            scanner._source.Problems.Add(new TemplateProblem(TemplateErrorCode.Syntax, $"it cannot be read: {error.Message}"));
            return scanner._source;
        }

        scanner._source.Text = scanner._rewrite.ToString();
        return scanner._source;
    }

    private void ScanTags()
    {
        var tags = 0;
        for (var at = _text.IndexOf("{{", StringComparison.Ordinal); at >= 0 && _source.Problems.Count == 0; at = _text.IndexOf("{{", at, StringComparison.Ordinal))
        {
            if (++tags > MaxTags)
            {
                Fail(at, $"there are more than {MaxTags:N0} tags; move parts of it into a partial");
                return;
            }

            var isEscaped = at > 0 && _text[at - 1] == '\\' && !(at > 1 && _text[at - 2] == '\\');
            at = isEscaped ? at + 2 : ScanTag(at);
        }

        if (_source.Problems.Count == 0 && _source.Units > MaxUnits)
            Fail(_text.Length, $"there are more than {MaxUnits:N0} tags and arguments together; move parts of it into a partial");
        if (_source.Problems.Count == 0 && _blocks.Count > 0)
            Fail(_text.Length, $"the block '{_blocks[^1].Name}' is not closed: add {{{{/{_blocks[^1].Name}}}}}");
    }

    /// <summary>Scans one tag.</summary>
    /// <returns>The position behind it.</returns>
    private int ScanTag(int at)
    {
        var rest = _text.AsSpan(at);
        if (rest.StartsWith("{{{{"))
            return Fail(at, "raw blocks ({{{{…}}}}) are not supported; write \\{{ for braces that are to be printed");
        if (rest.StartsWith("{{!"))
            return EndOfComment(at);
        if (rest.StartsWith("{{~!"))
            return Fail(at, "a comment cannot take blanks away; write {{! … }} and put the ~ into a tag beside it");
        if (rest.StartsWith("{{~{"))
            return Fail(at, "{{~{name}~}} is not supported; write {{{name}}}, and leave the blanks beside it out");
        var isTriple = rest.StartsWith("{{{");
        var start = at + (isTriple ? 3 : 2);
        var end = EndOfTag(start, isTriple ? "}}}" : "}}");
        if (end < 0)
            return Fail(at, "a tag is not closed: add }}");
        if (!isTriple && end + 2 < _text.Length && _text[end + 2] == '}')
            return Fail(at, "a '}' stands right behind the tag; put a blank between them");
        var content = _text.AsSpan(start, end - start).Trim('~').Trim().ToString();
        if (content.StartsWith('>') || content.StartsWith("#>", StringComparison.Ordinal))
            _rewrite.RemoveIndent(at, end + 2);
        _rewrite.Normalize(BehindPartName(start, content), end, _blocks);
        if (!isTriple && content.Contains(' ', StringComparison.Ordinal))
            _rewrite.PartTilde(end);
        ScanContent(at, content);
        var words = content.AsSpan().CountAny(" \t\r\n(");
        if (words > MaxArguments && _source.Problems.Count == 0)
            return Fail(at, $"a tag has more than {MaxArguments} arguments; give less");
        _source.Units += 1 + words;
        return end + (isTriple ? 3 : 2);
    }

    /// <summary>Where values may stand: the name of a part is none.</summary>
    private int BehindPartName(int start, string content)
    {
        if (!content.StartsWith('>') && !content.StartsWith("#>", StringComparison.Ordinal))
            return start;
        var name = content.AsSpan().TrimStart("#> \t\r\n");
        var length = name.IndexOfAny(" \t\r\n");
        return _text.IndexOf(content, start, StringComparison.Ordinal) + content.Length - name.Length + (length < 0 ? name.Length : length);
    }

    private int EndOfComment(int at)
    {
        var isLong = _text.AsSpan(at).StartsWith("{{!--");
        if (_text.AsSpan(at).StartsWith("{{!<"))
            return Fail(at, "layouts by comment ({{!< name}}) are not supported; write {{#> name}}…{{/name}}");
        var end = _text.IndexOf(isLong ? "--" : "}}", at + (isLong ? 5 : 3), StringComparison.Ordinal);
        end = end < 0 ? end : _text.IndexOf("}}", end, StringComparison.Ordinal);
        return end < 0 ? Fail(at, "a comment is not closed: add }}") : end + 2;
    }

    private int EndOfTag(int start, string close)
    {
        char? quote = null;
        for (var i = start; i < _text.Length; i++)
        {
            if (quote is null && _text[i] == '[')
            {
                // A literal name may hold quotes and braces.
                var end = _text.IndexOf(']', i);
                i = end < 0 ? i : end;
                continue;
            }

            if (quote is not null && _text[i] == '\\')
                i++;
            else if (quote is not null)
                quote = _text[i] == quote ? null : quote;
            else if (_text[i] is '"' or '\'')
                quote = _text[i];
            else if (_text.AsSpan(i).StartsWith(close))
                return i;
        }

        return -1;
    }

    private void ScanContent(int at, string content)
    {
        if (content.Length == 0)
            Fail(at, "a tag is empty");
        else if (content.StartsWith("#>", StringComparison.Ordinal))
            OpenPartial(at, content[2..]);
        else if (content.StartsWith("#*inline", StringComparison.Ordinal))
            OpenInline(at, content[8..]);
        else if (content[0] == '*' || content.StartsWith("#*", StringComparison.Ordinal))
            Fail(at, "decorators other than {{#*inline \"name\"}} are not supported");
        else if (content[0] == '>')
            Include(at, TagTokens.Split(content.AsSpan(1)), isBlock: false);
        else if (content[0] == '/')
            Close(at, content[1..].Trim());
        else if (content[0] == '#' || (content[0] == '^' && content.Length > 1))
            Open(at, content[1..], isInverse: content[0] == '^');
        else if (content == "^" || content[0] == '&')
            Fail(at, content == "^" ? "{{^}} is not supported; write {{else}}" : "{{&name}} is not supported; write {{{name}}}");
        else if (content == "else" || content.StartsWith("else ", StringComparison.Ordinal))
            ScanElse(at, content);
        else
            _expressions.Scan(TagTokens.Split(content), isBlock: false);
    }

    private void Open(int at, string content, bool isInverse)
    {
        var tokens = TagTokens.Split(content);
        if (tokens.Count == 0)
        {
            Fail(at, "a block has no name");
            return;
        }

        if (tokens[0] is "." or "this")
        {
            Fail(at, "a section over the value at hand is not supported; write {{#with this}} or {{#each this}}");
            return;
        }

        _expressions.Scan(tokens, isBlock: true);
        Push(at, new BlockFrame(tokens[0], !isInverse && ChangesContext(tokens[0]), ExpressionScanner.Parameters(tokens), tokens[0], IsElse: isInverse));
    }

    private void ScanElse(int at, string content)
    {
        if (_blocks.Count == 0)
        {
            Fail(at, "an else stands outside of a block");
            return;
        }

        var tokens = TagTokens.Split(content.AsSpan(4));
        var frame = _blocks[^1];

        // What is shown otherwise speaks of what is spoken of around the block; of {{^name}} that comes first.
        _blocks[^1] = frame with { IsElse = true, ChangesContext = frame is { IsElse: true, Chained: 0 } && ChangesContext(frame.Name), Parameters = [] };
        if (tokens.Count == 0)
            return;
        if (tokens[0] != "if" && (frame.Branch is "if" or "unless" || !TemplateFunctions.BuiltIn.Contains(tokens[0])))
        {
            Fail(at, $"{{{{else {tokens[0]}}}}} behind {{{{#{frame.Branch}}}}} is not supported; write {{{{else}}}}{{{{#{tokens[0]} …}}}}…{{{{/{tokens[0]}}}}} within it");
            return;
        }

        _expressions.Scan(tokens, isBlock: true);
        _blocks[^1] = frame with
        {
            Branch = tokens[0],
            Chained = frame.Chained + 1,
            IsElse = true,
            ChangesContext = ChangesContext(tokens[0]),
            Parameters = ExpressionScanner.Parameters(tokens),
        };
        CheckNesting(at);
    }

    private static bool ChangesContext(string block) => block is not ("if" or "unless");

    private void OpenPartial(int at, string content)
    {
        var tokens = TagTokens.Split(content);
        Include(at, tokens, isBlock: true);
        if (tokens.Count > 0)
            Push(at, new BlockFrame(tokens[0], ChangesContext: false, [], "#>", KeepsContext: tokens.Count == 1 || (tokens.Count == 2 && tokens[1] is "this" or ".")));
    }

    private void OpenInline(int at, string content)
    {
        var within = _blocks.FindLastIndex(static b => b.Name is not ("if" or "unless"));
        if (within >= 0 && _blocks[within].IsElse)
        {
            Fail(at, $"an inline part within the else of {{{{#{_blocks[within].Name}}}}} is not supported; define it at the top of the text");
            return;
        }

        if (++_inlineParts > MaxInlineParts)
        {
            Fail(at, $"there are more than {MaxInlineParts} inline parts; save some of them as parts");
            return;
        }

        _source.InlineNames.Add(content.Trim().Trim('"', '\''));
        Push(at, new BlockFrame("inline", ChangesContext: true, [], "inline"));
    }

    private void Include(int at, List<string> tokens, bool isBlock)
    {
        if (tokens.Count == 0 || tokens[0] == "(")
        {
            Fail(at, "the name of a part is written out: {{> name}}; names that are computed are not supported");
            return;
        }

        var name = tokens[0].Trim('"', '\'', '[', ']');
        if (name != "@partial-block")
            _source.Partials[name] = isBlock || _source.Partials.GetValueOrDefault(name);
        if (tokens.Count > 2 && tokens[2] != "=" && tokens.Contains("="))
            Fail(at, "a part takes a context or named values, not both; give the context a name: {{> part item=this label=\"x\"}}");
        else
            _expressions.ScanArguments(tokens, 1);
    }

    private void Push(int at, BlockFrame frame)
    {
        _blocks.Add(frame);
        CheckNesting(at);
    }

    private void CheckNesting(int at)
    {
        var depth = _blocks.Count;
        foreach (var block in _blocks)
            depth += block.Chained;
        if (depth > MaxNesting)
            Fail(at, $"blocks are nested more than {MaxNesting} deep, counting each else if; move parts of it into a partial");
    }

    private void Close(int at, string name)
    {
        if (_blocks.Count > 0 && string.Equals(_blocks[^1].Name.Trim('"', '\''), name.Trim('"', '\''), StringComparison.Ordinal))
            _blocks.RemoveAt(_blocks.Count - 1);
        else
            Fail(at, _blocks.Count == 0 ? $"{{{{/{name}}}}} closes nothing" : $"{{{{/{name}}}}} stands where {{{{/{_blocks[^1].Name}}}}} is expected");
    }

    private int Fail(int at, string message)
    {
        var line = _text.AsSpan(0, at).Count('\n') + 1;
        _source.Problems.Add(new TemplateProblem(TemplateErrorCode.Syntax, $"line {line}: {message}"));
        return _text.Length;
    }
}
