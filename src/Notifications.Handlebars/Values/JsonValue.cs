using System.Text.Json;

namespace Notifications.Handlebars.Values;

/// <summary>JSON as templates see it.</summary>
internal static class JsonValue
{
    private static readonly object True = true;
    private static readonly object False = false;

    public static object? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(element),
        JsonValueKind.Array => new JsonList(element),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? (object)whole : element.GetDouble(),
        JsonValueKind.True => True,
        JsonValueKind.False => False,
        _ => null,
    };
}
