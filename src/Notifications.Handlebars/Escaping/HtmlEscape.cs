using System.Buffers;

namespace Notifications.Handlebars.Escaping;

/// <summary>HTML, in text and in quoted attributes; the same characters as handlebars.js. Control characters are left out: HTML cannot hold them.</summary>
internal sealed class HtmlEscape : Escape
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        "&<>\"'`=\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\v\f\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\u007F");

    protected override int IndexOfSpecial(ReadOnlySpan<char> text) => text.IndexOfAny(Special);

    protected override void Write(char special, TextWriter target) => target.Write(special switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#x27;",
        '`' => "&#x60;",
        '=' => "&#x3D;",
        _ => string.Empty,
    });
}
