using System.Text.Json;
using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Values;

internal sealed class JsonObject(JsonElement element) : TemplateObject
{
    public JsonElement Element => element;

    public override IEnumerable<string> Names => element.EnumerateObject().Select(static p => p.Name);

    public override bool TryGet(string name, out object? value)
    {
        RenderSession.Current?.Work(element.GetPropertyCount());
        if (element.TryGetProperty(name, out var found))
        {
            value = JsonValue.Of(found);
            return true;
        }

        value = null;
        return false;
    }
}
