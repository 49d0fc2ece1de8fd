using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Notifications.Publishing;

/// <summary>Reads labels from a JSON object of texts. A name that comes twice is refused: which of its values identifies the alert?</summary>
internal static class LabelJson
{
    /// <summary>Reads the object at which the reader stands.</summary>
    public static bool TryRead(ref Utf8JsonReader json, [NotNullWhen(true)] out LabelSet? labels, [NotNullWhen(false)] out string? problem)
    {
        labels = null;
        problem = null;
        var pairs = new List<KeyValuePair<string, string>>();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (json.TokenType != JsonTokenType.String)
            {
                problem = $"labels['{Shorten(name)}'] is not a text: write it in quotation marks";
                return false;
            }

            pairs.Add(new(name, json.GetString()!));
        }

        return TryOrder([.. pairs], out labels, out problem);
    }

    /// <summary>Finds the labels within data: its member <c>labels</c>, if that is an object of texts; else there are none.</summary>
    /// <returns>False when a name comes twice.</returns>
    public static bool TryFind(ReadOnlySpan<byte> data, int maxDepth, out LabelSet? labels, [NotNullWhen(false)] out string? problem)
    {
        labels = null;
        problem = null;
        var json = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = maxDepth });
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            return true;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isLabels = json.ValueTextEquals("labels"u8);
            json.Read();
            if (!isLabels || json.TokenType != JsonTokenType.StartObject || !IsOfTexts(json))
                json.Skip();
            else if (!TryRead(ref json, out labels, out problem))
                return false;
        }

        return true;
    }

    private static bool IsOfTexts(Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            json.Read();
            if (json.TokenType != JsonTokenType.String)
                return false;
        }

        return true;
    }

    private static bool TryOrder(KeyValuePair<string, string>[] pairs, [NotNullWhen(true)] out LabelSet? labels, [NotNullWhen(false)] out string? problem)
    {
        labels = null;
        problem = null;
        Array.Sort(pairs, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        for (var i = 1; i < pairs.Length; i++)
        {
            if (!string.Equals(pairs[i - 1].Key, pairs[i].Key, StringComparison.Ordinal))
                continue;
            problem = $"labels has '{Shorten(pairs[i].Key)}' twice: remove one";
            return false;
        }

        labels = LabelSet.FromOrdered(pairs);
        return true;
    }

    private static string Shorten(string text) => text.Length <= 32 ? text : string.Concat(text.AsSpan(0, 31), "…");
}
