using System.Text.Json.Serialization;

namespace Notifications.Handlebars.Catalog;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(TemplateAbout))]
[JsonSerializable(typeof(TemplateDocument))]
internal sealed partial class TemplateJsonContext : JsonSerializerContext;
