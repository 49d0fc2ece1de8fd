using System.Text.Json;

namespace Notifications.Handlebars.Values;

/// <summary>A JSON array. The elements are taken out once, since finding one by its number reads all before it.</summary>
internal sealed class JsonList(JsonElement element) : TemplateList
{
    private JsonElement[]? _items;

    public JsonElement Element => element;

    public override int Count => element.GetArrayLength();

    public override object? this[int index] => JsonValue.Of(index == 0 && _items is null ? element[0] : (_items ??= [.. element.EnumerateArray()])[index]);
}
