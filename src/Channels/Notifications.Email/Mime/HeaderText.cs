using System.Buffers;

namespace Notifications.Email.Mime;

/// <summary>Makes one line of any text: what could end a header becomes a space, so that a header can never bring in another.</summary>
internal static class HeaderText
{
    private const int MaxLength = 16 * 1024;

    private static readonly SearchValues<char> LineEnders = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static c => (char)c), .. Enumerable.Range(0x7F, 0x21).Select(static c => (char)c), '\u2028', '\u2029']);

    // What turns the letters behind it around (Unicode Standard Annex 9): "gpj.exe" would be read as "exe.jpg".
    private static readonly SearchValues<char> Overrides = SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    public static ReadOnlySpan<char> Clean(string text)
    {
        if (text.AsSpan().ContainsAny(Overrides))
            text = string.Concat(text.Where(static c => !Overrides.Contains(c)));
        var span = text.AsSpan(0, Math.Min(text.Length, MaxLength));
        if (span.Length < text.Length && char.IsHighSurrogate(span[^1]))
            span = span[..^1];
        if (span.ContainsAny(LineEnders))
        {
            span = string.Create(span.Length, text, static (line, text) =>
            {
                for (var i = 0; i < line.Length; i++)
                    line[i] = LineEnders.Contains(text[i]) ? ' ' : text[i];
            });
        }

        return span.Trim(' ');
    }
}
