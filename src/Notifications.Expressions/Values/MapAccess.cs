using System.Text.Json;

namespace Notifications.Expressions.Values;

/// <summary>One view of the kinds of map: made by an expression, a dictionary of the caller's, JSON.</summary>
internal static class MapAccess
{
    public static int Count(in CelValue map) => map.Content switch
    {
        LiteralMap made => made.Count,
        IReadOnlyDictionary<string, string> texts => texts.Count,
        IReadOnlyDictionary<string, CelValue> values => values.Count,
        _ => map.Json.GetPropertyCount(),
    };

    public static bool TryGet(in CelValue map, string name, out CelValue value)
    {
        switch (map.Content)
        {
            case IReadOnlyDictionary<string, string> texts:
                var found = texts.TryGetValue(name, out var text);
                value = CelValue.FromString(text);
                return found;
            case IReadOnlyDictionary<string, CelValue> values:
                return values.TryGetValue(name, out value);
            case LiteralMap made:
                return made.TryGet(CelValue.FromString(name), out value);
            default:
                var has = JsonText.TryGetProperty(map.Json, name, out var json);
                value = has ? CelValue.FromJson(json) : default;
                return has;
        }
    }

    public static bool TryGet(in CelValue map, in CelValue key, out CelValue value)
    {
        if (map.Content is LiteralMap made)
            return made.TryGet(key, out value);
        if (key.Kind == CelKind.String)
            return TryGet(map, key.Text, out value);
        value = default;
        return false;
    }

    public static CelValue[] Keys(in CelValue map)
    {
        var entries = ToArray(map);
        return Array.ConvertAll(entries, static e => e.Key);
    }

    public static KeyValuePair<CelValue, CelValue>[] ToArray(in CelValue map)
    {
        var entries = new List<KeyValuePair<CelValue, CelValue>>();
        switch (map.Content)
        {
            case LiteralMap made:
                foreach (var (key, value) in made)
                    entries.Add(new(key, value));
                break;
            case IReadOnlyDictionary<string, string> texts:
                foreach (var (key, value) in texts)
                    entries.Add(new(CelValue.FromString(key), CelValue.FromString(value)));
                break;
            case IReadOnlyDictionary<string, CelValue> values:
                foreach (var (key, value) in values)
                    entries.Add(new(CelValue.FromString(key), value));
                break;
            default:
                AddJson(map.Json, entries);
                break;
        }

        return entries.ToArray();
    }

    // JSON may repeat a name; the last one counts, as it does for a lookup.
    private static void AddJson(JsonElement json, List<KeyValuePair<CelValue, CelValue>> entries)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            var entry = new KeyValuePair<CelValue, CelValue>(CelValue.FromString(property.Name), CelValue.FromJson(property.Value));
            if (seen.TryAdd(property.Name, entries.Count))
                entries.Add(entry);
            else
                entries[seen[property.Name]] = entry;
        }
    }
}
