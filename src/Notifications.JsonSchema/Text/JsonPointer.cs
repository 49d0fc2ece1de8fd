using System.Text;

namespace Notifications.JsonSchema.Text;

/// <summary>JSON pointers (RFC 6901), as they are shown: names come from data of others and are cut and cleaned.</summary>
internal static class JsonPointer
{
    private const int MaxShown = 64;
    private const int MaxParts = 16;

    public static string Write(IReadOnlyList<string> path)
    {
        var text = new StringBuilder();
        for (var i = 0; i < path.Count; i++)
        {
            if (i == MaxParts)
                return text.Append("/…").ToString();
            text.Append('/').Append(Escape(Show(path[i])));
        }

        return text.ToString();
    }

    public static string Append(string pointer, string name) => $"{pointer}/{Escape(name)}";

    public static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public static string Unescape(string part) => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>A name as a message may hold it.</summary>
    public static string Show(string name)
    {
        var shown = name.Length <= MaxShown ? name : string.Concat(name.AsSpan(0, MaxShown), "…");
        return shown.AsSpan().ContainsAnyInRange('\0', '\u001F') || shown.AsSpan().ContainsAnyInRange('\u007F', '\u009F') || shown.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
            || shown.AsSpan().ContainsAny('\u2028', '\u2029')
            ? string.Concat(shown.Select(static c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? '?' : c))
            : shown;
    }
}
