using System.Buffers;
using System.Globalization;

namespace Notifications.Handlebars.Escaping;

/// <summary>The inside of a JSON string (RFC 8259 §7). Angle brackets and the line separators of JavaScript are escaped too, for JSON that is put into a page.</summary>
internal class JsonEscape : Escape
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        "\"\\<>&\u2028\u2029\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\u007F");

    protected override int IndexOfSpecial(ReadOnlySpan<char> text) => text.IndexOfAny(Special);

    protected override void Write(char special, TextWriter target)
    {
        switch (special)
        {
            case '"':
                target.Write("\\\"");
                break;
            case '\\':
                target.Write("\\\\");
                break;
            case '\n':
                target.Write("\\n");
                break;
            default:
                target.Write(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)special:x4}"));
                break;
        }
    }
}
