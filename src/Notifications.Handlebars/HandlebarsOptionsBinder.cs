using Notifications.Sections;

namespace Notifications.Handlebars;

/// <summary>Lays a section over the options.</summary>
internal static class HandlebarsOptionsBinder
{
    public static void Bind(SectionReader reader, HandlebarsOptions options)
    {
        // Read when the section was given: they say which services there are.
        reader.Text("Directory", static _ => { });
        reader.Text("Store", static _ => { });
        reader.Nested("Brand", options.Brand, v => options.Brand = v, BindBrand);
        reader.Text("DefaultTemplate", v => options.DefaultTemplate = v);
        reader.Text("TimeZone", v => options.TimeZone = v!);
        reader.Truth("UseShippedTemplates", v => options.UseShippedTemplates = v);
        reader.Number("MaxSourceLength", v => options.MaxSourceLength = v);
        reader.Number("MaxOutputLength", v => options.MaxOutputLength = v);
        reader.Number("MaxSteps", v => options.MaxSteps = v);
        reader.Duration("MaxDuration", v => options.MaxDuration = v);
        reader.Number("MaxPartialDepth", v => options.MaxPartialDepth = v);
        reader.Number("MaxCompiled", v => options.MaxCompiled = v);
        reader.Number("MaxTemplates", v => options.MaxTemplates = v);
        reader.Number("MaxVersions", v => options.MaxVersions = v);
        reader.Duration("ReloadDelay", v => options.ReloadDelay = v);
    }

    private static void BindBrand(SectionReader reader, BrandOptions options)
    {
        reader.Text("Name", v => options.Name = v!);
        reader.Url("LogoUrl", v => options.LogoUrl = v);
        reader.Text("Color", v => options.Color = v!);
        reader.Text("Footer", v => options.Footer = v);
    }
}
