using System.Globalization;
using System.Text;

namespace Notifications.Expressions.Values;

/// <summary>Values as <c>string()</c> and the <c>%s</c> of <c>format</c> write them. Maps are sorted by their written keys.</summary>
internal static class DisplayText
{
    public static string Write(in CelValue value) => value.Kind switch
    {
        CelKind.Null => "null",
        CelKind.Bool => value.IsTrue ? "true" : "false",
        CelKind.Int => value.Bits.ToString(CultureInfo.InvariantCulture),
        CelKind.UInt => value.Unsigned.ToString(CultureInfo.InvariantCulture),
        CelKind.Double => DoubleText.Write(value.Real),
        CelKind.String => value.Text,
        CelKind.Bytes => Encoding.UTF8.GetString((byte[])value.Content!),
        CelKind.Timestamp => TimestampText.Write(value),
        CelKind.Duration => DurationText.Write(value),
        CelKind.Type => (string)value.Content!,
        CelKind.Error => value.ErrorOrNull!.ToString(),
        _ => WriteAll(value),
    };

    /// <summary>Writes a list or a map until <paramref name="limit"/> is passed, so that a shared element cannot blow up the text.</summary>
    /// <returns><see langword="false"/> when it is longer.</returns>
    public static bool TryAppend(StringBuilder result, in CelValue value, int limit)
    {
        switch (value.Kind)
        {
            case CelKind.List:
                AppendList(result, value, limit);
                break;
            case CelKind.Map:
                if (MapAccess.Count(value) > limit)
                    return false;
                AppendMap(result, value, limit);
                break;
            default:
                result.Append(Write(value));
                break;
        }

        return result.Length <= limit;
    }

    private static string WriteAll(in CelValue value)
    {
        var result = new StringBuilder();
        TryAppend(result, value, int.MaxValue);
        return result.ToString();
    }

    private static void AppendList(StringBuilder result, in CelValue list, int limit)
    {
        result.Append('[');
        var separator = "";
        for (var cursor = new ListCursor(list); cursor.MoveNext(); separator = ", ")
        {
            result.Append(separator);
            if (!TryAppend(result, cursor.Current, limit))
                return;
        }

        result.Append(']');
    }

    private static void AppendMap(StringBuilder result, in CelValue map, int limit)
    {
        var entries = Array.ConvertAll(MapAccess.ToArray(map), static e => (Key: Write(e.Key), e.Value));
        Array.Sort(entries, static (x, y) => string.CompareOrdinal(x.Key, y.Key));
        result.Append('{');
        for (var i = 0; i < entries.Length; i++)
        {
            result.Append(i > 0 ? ", " : "").Append(entries[i].Key).Append(": ");
            if (!TryAppend(result, entries[i].Value, limit))
                return;
        }

        result.Append('}');
    }
}
