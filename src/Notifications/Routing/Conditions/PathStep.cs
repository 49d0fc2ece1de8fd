using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Notifications.Routing.Conditions;

/// <summary>One step into the data: a property, or the index of an array.</summary>
internal sealed class PathStep
{
    private readonly byte[] _name;
    private readonly int _index;

    public PathStep(string text)
    {
        _name = Encoding.UTF8.GetBytes(text);
        _index = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;
    }

    public bool TryFollow(ref JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return element.TryGetProperty(_name, out element);
        if (element.ValueKind != JsonValueKind.Array || _index < 0 || _index >= element.GetArrayLength())
            return false;
        element = element[_index];
        return true;
    }
}
