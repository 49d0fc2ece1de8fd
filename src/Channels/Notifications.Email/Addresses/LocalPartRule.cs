using System.Buffers;
using System.Text;

namespace Notifications.Email;

/// <summary>What may stand before the at sign (RFC 5322, sections 3.2.3 and 3.2.4; RFC 6532 for characters outside ASCII).</summary>
internal static class LocalPartRule
{
    private static readonly SearchValues<char> AsciiAtext =
        SearchValues.Create("!#$%&'*+-/0123456789=?ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static bool IsAtext(char c) => c < 0x80 ? AsciiAtext.Contains(c) : !char.IsWhiteSpace(c) && !char.IsControl(c);

    public static bool IsDotAtom(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] == '.' || text[^1] == '.')
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '.' ? text[i - 1] == '.' : !IsAtext(text[i]))
                return false;
        }

        return true;
    }

    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\');
            quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
