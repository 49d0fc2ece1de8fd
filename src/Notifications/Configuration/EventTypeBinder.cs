using Microsoft.Extensions.Configuration;
using Notifications.Sections;

namespace Notifications.Configuration;

/// <summary>Lays a section over an event type: what the section names replaces what the type had, schema and sample as a whole, templates by channel.</summary>
internal static class EventTypeBinder
{
    public static EventTypeDocument Bind(IConfigurationSection section, EventTypeDocument type, string path, ErrorList errors)
    {
        var reader = new SectionReader(section, path, errors);
        reader.Text("Name", static _ => { });
        reader.Text("Description", v => type = type with { Description = string.IsNullOrEmpty(v) ? null : v });
        reader.Text("Category", v => type = type with { Category = string.IsNullOrEmpty(v) ? null : v });
        reader.SeverityName("DefaultSeverity", v => type = type with { DefaultSeverity = v });
        reader.Choice<EventValidation>("Validation", v => type = type with { Validation = v });
        reader.Texts("Tags", v => type = type with { Tags = [.. v] });
        reader.Section("Templates", (child, at) => type = type with { Templates = Templates(child, at, type, errors) });
        reader.Section("Schema", (child, _) => type = type with { Schema = SchemaJson.From(child) });

        // Its types follow from the schema, wherever that comes from.
        reader.Section("Sample", (child, _) => type = type with { Sample = EventData.FromJson(SampleJson.From(child, type.Schema)) });
        reader.RefuseUnknown();
        return type;
    }

    private static Dictionary<string, string> Templates(IConfigurationSection section, string path, EventTypeDocument type, ErrorList errors)
    {
        var templates = new Dictionary<string, string>(type.Templates, StringComparer.OrdinalIgnoreCase);
        if (section.Value is { Length: > 0 } all)
            templates["*"] = all;
        foreach (var child in section.GetChildren())
        {
            if (child.Value is { Length: > 0 } template)
                templates[child.Key] = template;
            else
                errors.Add($"{path}:{child.Key}", "is empty or a section; write the name of a template");
        }

        return templates;
    }
}
