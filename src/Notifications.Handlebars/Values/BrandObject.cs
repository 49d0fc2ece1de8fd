namespace Notifications.Handlebars.Values;

internal sealed class BrandObject(BrandOptions brand) : TemplateObject
{
    private static readonly string[] AllNames = ["name", "logo", "color", "footer"];

    public override IEnumerable<string> Names => AllNames;

    public override bool TryGet(string name, out object? value)
    {
        value = name switch
        {
            "name" => brand.Name,
            "logo" => brand.LogoUrl?.AbsoluteUri,
            "color" => brand.Color,
            "footer" => brand.Footer,
            _ => null,
        };
        return Array.IndexOf(AllNames, name) >= 0;
    }
}
