using System.Text.Json;

namespace Notifications.Expressions.Values;

/// <summary>One view of the kinds of list: values, strings, JSON.</summary>
internal static class ListAccess
{
    public static int Count(in CelValue list) => list.Content switch
    {
        CelValue[] values => values.Length,
        IReadOnlyList<CelValue> values => values.Count,
        IReadOnlyList<string> texts => texts.Count,
        _ => list.Json.GetArrayLength(),
    };

    public static CelValue At(in CelValue list, int index) => list.Content switch
    {
        CelValue[] values => values[index],
        IReadOnlyList<CelValue> values => values[index],
        IReadOnlyList<string> texts => CelValue.FromString(texts[index]),
        _ => CelValue.FromJson(list.Json[index]),
    };

    public static CelValue[] ToArray(in CelValue list)
    {
        var result = new CelValue[Count(list)];
        var cursor = new ListCursor(list);
        for (var i = 0; cursor.MoveNext(); i++)
            result[i] = cursor.Current;
        return result;
    }
}
