using System.Text.Json.Serialization;
using Notifications.Handlebars.Storage;

namespace Notifications.Handlebars.Catalog;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(TemplateAbout))]
[JsonSerializable(typeof(StoredTemplate))]
internal sealed partial class TemplateJsonContext : JsonSerializerContext;
