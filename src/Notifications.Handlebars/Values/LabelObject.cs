namespace Notifications.Handlebars.Values;

internal sealed class LabelObject(IReadOnlyDictionary<string, string> labels) : TemplateObject
{
    public IReadOnlyDictionary<string, string> Labels => labels;

    public override IEnumerable<string> Names => labels.Keys;

    public override bool TryGet(string name, out object? value)
    {
        var found = labels.TryGetValue(name, out var text);
        value = text;
        return found;
    }
}
