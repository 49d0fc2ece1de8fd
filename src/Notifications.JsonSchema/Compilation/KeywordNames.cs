using System.Collections.Frozen;

namespace Notifications.JsonSchema.Compilation;

/// <summary>The keywords of draft 2020-12.</summary>
internal static class KeywordNames
{
    public const string Draft = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>Keywords whose value is a schema.</summary>
    public static readonly string[] Schemas = ["additionalProperties", "items", "contains", "not", "if", "then", "else", "propertyNames", "unevaluatedProperties", "unevaluatedItems", "contentSchema"];

    /// <summary>Keywords whose value is an object of schemas.</summary>
    public static readonly string[] SchemaMaps = ["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"];

    /// <summary>Keywords whose value is a list of schemas.</summary>
    public static readonly string[] SchemaLists = ["allOf", "anyOf", "oneOf", "prefixItems"];

    public static readonly string[] Counts = ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];

    public static readonly string[] Numbers = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"];

    /// <summary>Keywords that are known and not supported, each with what to do.</summary>
    public static readonly FrozenDictionary<string, string> Unsupported = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["$dynamicRef"] = "write '$ref'",
        ["$dynamicAnchor"] = "write '$anchor' and '$ref'",
        ["$recursiveRef"] = "write '$ref'",
        ["$recursiveAnchor"] = "write '$anchor' and '$ref'",
        ["$vocabulary"] = "remove it; all keywords that are supported are checked",
        ["dependencies"] = "it is of an older draft; write 'dependentRequired' or 'dependentSchemas'",
        ["additionalItems"] = "it is of an older draft; write 'prefixItems' for the first ones and 'items' for the others",
        ["id"] = "it is of an older draft; write '$id'",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Others =
    [
        "$schema", "$id", "$anchor", "$ref", "$comment", "type", "enum", "const", "pattern", "required", "dependentRequired", "minContains", "maxContains", "uniqueItems",
        "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "format", "contentEncoding", "contentMediaType",
    ];

    public static FrozenSet<string> All { get; } = ((string[])[.. Schemas, .. SchemaMaps, .. SchemaLists, .. Counts, .. Numbers, .. Others]).ToFrozenSet(StringComparer.Ordinal);
}
