using System.Buffers;
using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Escaping;

/// <summary>CommonMark (§2.4): a backslash before each mark. Line breaks become spaces, since a value that begins a line could begin a list or a heading.</summary>
internal sealed class MarkdownEscape : Escape
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        "\\`*_{}[]()<>#+-.!|~&=:\"'$^@\r\n\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\v\f\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\u007F");

    /// <summary>Blanks at a value's beginning become one, none where a line begins: four of them would make code, two a further level.</summary>
    protected override ReadOnlySpan<char> Begin(string text, TextWriter target)
    {
        if (text[0] is not (' ' or '\t' or '\r' or '\n'))
            return text;
        var isWithinALine = ReferenceEquals(target, RenderSession.Current?.Writer) && RenderSession.Current!.Writer.Written is [.., not (' ' or '\t' or '\r' or '\n')];
        if (isWithinALine)
            target.Write(' ');
        return text.AsSpan().TrimStart(" \t\r\n");
    }

    protected override int IndexOfSpecial(ReadOnlySpan<char> text) => text.IndexOfAny(Special);

    protected override void Write(char special, TextWriter target)
    {
        if (special is '\r' or '\n')
        {
            target.Write(' ');
        }
        else if (special >= ' ' && special != '\u007F')
        {
            target.Write('\\');
            target.Write(special);
        }
    }
}
