using static Notifications.JsonSchema.Tests.Schemas;

namespace Notifications.JsonSchema.Tests;

public sealed class FindTests
{
    private const string Closed = """
        {
          "type": "object", "additionalProperties": false,
          "properties": {
            "region": { "type": "string" },
            "order": { "$ref": "#/$defs/order" },
            "lines": { "type": "array", "items": { "$ref": "#/$defs/order" } },
            "open": { "type": "object", "properties": { "a": true } },
            "any": {},
            "map": { "type": "object", "additionalProperties": { "type": "integer" } },
            "either": { "anyOf": [ { "properties": { "a": true }, "additionalProperties": false, "type": "object" }, { "properties": { "b": true }, "additionalProperties": false, "type": "object" } ] },
            "whole": { "allOf": [ { "properties": { "a": true } } ], "properties": { "b": true }, "unevaluatedProperties": false }
          },
          "$defs": { "order": { "type": "object", "properties": { "id": { "type": "string" } }, "additionalProperties": false } }
        }
        """;

    [Theory]
    [InlineData("region", SchemaMemberKind.Declared)]
    [InlineData("regoin", SchemaMemberKind.Missing)]
    [InlineData("region.length", SchemaMemberKind.Missing)]
    [InlineData("order.id", SchemaMemberKind.Declared)]
    [InlineData("order.idd", SchemaMemberKind.Missing)]
    [InlineData("lines.0.id", SchemaMemberKind.Declared)]
    [InlineData("lines.0.x", SchemaMemberKind.Missing)]
    [InlineData("lines.length", SchemaMemberKind.Unknown)]
    [InlineData("open.a", SchemaMemberKind.Declared)]
    [InlineData("open.b", SchemaMemberKind.Undeclared)]
    [InlineData("any.b", SchemaMemberKind.Unknown)]
    [InlineData("map.b", SchemaMemberKind.Unknown)]
    [InlineData("either.a", SchemaMemberKind.Declared)]
    [InlineData("either.c", SchemaMemberKind.Missing)]
    [InlineData("whole.a", SchemaMemberKind.Declared)]
    [InlineData("whole.b", SchemaMemberKind.Declared)]
    [InlineData("whole.c", SchemaMemberKind.Missing)]
    public void Find_Path_SaysWhetherThereCanBeOne(string path, SchemaMemberKind expected) => Compile(Closed).Find(path.Split('.')).Kind.ShouldBe(expected);

    [Fact]
    public void Find_Missing_NamesTheSiblings()
    {
        var found = Compile(Closed).Find(["order", "x"]);
        found.Known.ShouldBe(1);
        found.Siblings.ShouldBe(["id"]);
    }
}
