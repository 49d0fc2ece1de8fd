using System.Text;

namespace Notifications.Handlebars.Compilation;

/// <summary>The text as the library gets it, where it reads tags otherwise than handlebars.js. Changes are made in the order of the text.</summary>
internal sealed class TagRewrite(string text)
{
    private StringBuilder? _result;
    private int _copied;

    /// <summary>Takes the blanks around the <c>=</c> of named values away: the library reads <c>x = y</c> as three values. Writes <c>this.x</c> for <c>./x</c>, for which the library takes a block parameter too;
    /// and another name for what a block gives (<see cref="BlockName"/>).</summary>
    /// <param name="start">Where the tag's content begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="blocks">The blocks around it.</param>
    public void Normalize(int start, int end, List<BlockFrame> blocks)
    {
        var isDeclared = false;
        while (start < end && text[start] is '#' or '^' or '/' or '~' or ' ' or '\t' or '\r' or '\n')
            start++;
        for (var i = start; i < end; i++)
        {
            if (text[i] is '"' or '\'' or '[')
            {
                i = EndOfLiteral(i, end);
                continue;
            }

            if (text[i] == '|')
                isDeclared = !isDeclared;
            if (i == start || text[i - 1] is ' ' or '\t' or '\r' or '\n' or '(' or '|' or '=')
                i = Rename(i, start, end, blocks, isDeclared);
            if (i >= end)
                return;
            if (text[i] == '.' && i + 2 < end && text[i + 1] == '/' && (char.IsLetter(text[i + 2]) || text[i + 2] is '_' or '[') && text[i - 1] is not ('.' or '/') && !IsNameCharacter(text[i - 1]))
                Replace(i, i + 2, "this.");
            if (text[i] == '=')
                i = JoinAssignment(i, start, end);
        }
    }

    private int JoinAssignment(int at, int start, int end)
    {
        var (from, to) = (at, at + 1);
        while (from > Math.Max(start, _copied) && char.IsWhiteSpace(text[from - 1]))
            from--;
        while (to < end && char.IsWhiteSpace(text[to]))
            to++;
        if (to - from > 1)
            Replace(from, to, "=");
        return at;
    }

    /// <summary>Renames what a block gives. A name before an <c>=</c> is the value's own; one that opens a tag or a parenthesis and has arguments is a helper.</summary>
    private int Rename(int at, int start, int end, List<BlockFrame> blocks, bool isDeclared)
    {
        var to = at;
        while (to < end && text[to] is not (' ' or '\t' or '\r' or '\n' or '(' or ')' or '|' or '=' or '.' or '/' or '~' or '}' or '['))
            to++;
        if (to == at)
            return at;
        var name = text[at..to];
        var next = to;
        while (next < end && char.IsWhiteSpace(text[next]))
            next++;
        var rest = text.AsSpan(next, end - next);
        var isCalled = (at > 0 && text[at - 1] == '(') || (at == start && rest.Length > 0 && rest[0] is not ('~' or '.' or '/' or '[') && !rest.StartsWith("as |", StringComparison.Ordinal));
        if (isCalled || (next < end && text[next] == '=') || !(isDeclared || blocks.Exists(b => b.Parameters.Contains(name, StringComparer.Ordinal))))
            return at;
        Replace(at, to, BlockName.ForLibrary(name));
        return to;
    }

    /// <summary>Puts a blank between a last literal and <c>~</c>: the library reads <c>2~</c> as a name.</summary>
    public void PartTilde(int end)
    {
        if (text[end - 1] == '~' && char.IsAsciiLetterOrDigit(text[end - 2]))
            Replace(end - 1, end - 1, " ");
    }

    /// <summary>Takes the blanks away that stand before a part which is alone on its line: the library would put them before every line, of a copy without bounds.</summary>
    public void RemoveIndent(int at, int end)
    {
        var (from, to) = (at, end);
        while (from > 0 && text[from - 1] is (' ' or '\t'))
            from--;
        while (to < text.Length && text[to] is (' ' or '\t' or '\r'))
            to++;
        var isAlone = (from == 0 || text[from - 1] == '\n') && (to == text.Length || text[to] == '\n');
        if (!isAlone)
            return;
        RemoveBlankLine(from - 1);
        if (from < at && from >= _copied)
            Replace(from, at, string.Empty);
    }

    // The library takes the blanks of an empty line right before it for the part's own.
    private void RemoveBlankLine(int end)
    {
        if (end > 0 && text[end - 1] == '\r')
            end--;
        var from = end;
        while (from > 0 && text[from - 1] is (' ' or '\t'))
            from--;
        if (from < end && from >= _copied && (from == 0 || text[from - 1] == '\n'))
            Replace(from, end, string.Empty);
    }

    public override string ToString() => _result is null ? text : _result.ToString() + text[_copied..];

    private void Replace(int from, int to, string by)
    {
        (_result ??= new StringBuilder(text.Length)).Append(text, _copied, from - _copied).Append(by);
        _copied = to;
    }

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or ']' or '@';

    private int EndOfLiteral(int start, int end)
    {
        var close = text[start] == '[' ? ']' : text[start];
        for (var i = start + 1; i < end; i++)
        {
            if (text[i] == '\\' && close != ']')
                i++;
            else if (text[i] == close)
                return i;
        }

        return end;
    }
}
