using System.Runtime.InteropServices;
using System.Text.Json;

namespace Notifications.JsonSchema.Text;

/// <summary>Counts the characters of a text as JSON Schema does: code points.</summary>
internal static class CodePoints
{
    public static int Count(in JsonElement text)
    {
        // All but the bytes that go on with a character; the two quotes are not of the text.
        var utf8 = JsonMarshal.GetRawUtf8Value(text);
        var count = -2;
        foreach (var unit in utf8)
        {
            if (unit == (byte)'\\')
                return Count(text.GetString()!);
            count += (unit & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    private static int Count(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
            count -= char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        return count;
    }
}
