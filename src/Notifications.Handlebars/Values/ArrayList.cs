namespace Notifications.Handlebars.Values;

internal sealed class ArrayList(IReadOnlyList<object?> items) : TemplateList
{
    public override int Count => items.Count;

    public override object? this[int index] => items[index];
}
