using System.Text.Json;

namespace Notifications.JsonSchema.Tests;

/// <summary>Schemas and values from their texts.</summary>
internal static class Schemas
{
    public static CompiledSchema Compile(string json)
    {
        CompiledSchema.TryCompile(json, out var schema, out var problems).ShouldBeTrue(string.Join('\n', problems));
        return schema!;
    }

    public static IReadOnlyList<SchemaProblem> Problems(string json)
    {
        CompiledSchema.TryCompile(json, out _, out var problems).ShouldBeFalse();
        return problems;
    }

    public static JsonElement Value(string json) => JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1_000 }).RootElement;
}
