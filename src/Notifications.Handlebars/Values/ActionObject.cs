namespace Notifications.Handlebars.Values;

/// <summary>A button of the message, as templates see it: <c>url</c> for a link, <c>name</c> and <c>value</c> for what a person may do.</summary>
internal sealed class ActionObject(NotificationAction action) : TemplateObject
{
    private static readonly string[] AllNames = ["label", "url", "name", "value", "style"];

    public override IEnumerable<string> Names => AllNames;

    public override bool TryGet(string name, out object? value)
    {
        value = name switch
        {
            "label" => action.Label,
            "url" => action.Url,
            "name" => action.Name,
            "value" => action.Value,
            "style" => StyleText(action.Style),
            _ => null,
        };
        return Array.IndexOf(AllNames, name) >= 0;
    }

    private static string StyleText(NotificationActionStyle style) => style switch
    {
        NotificationActionStyle.Primary => "primary",
        NotificationActionStyle.Danger => "danger",
        _ => "default",
    };
}
