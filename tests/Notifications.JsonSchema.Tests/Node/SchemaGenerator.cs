using System.Text.Json.Nodes;

namespace Notifications.JsonSchema.Tests.Node;

/// <summary>Makes schemas and values at random, of few names and numbers, so that they meet.</summary>
internal sealed class SchemaGenerator(int seed)
{
    private static readonly string[] s_names = ["a", "b", "c"];
    private static readonly string[] s_types = ["null", "boolean", "integer", "number", "string", "array", "object"];
    private static readonly string[] s_patterns = ["^a", "b$", "^[a-c]{1,2}$", "a|b", "^\\d+$", ".b?"];

    private readonly Random _random = new(seed);

    public JsonNode Schema(int depth)
    {
        if (depth == 0 || Chance(8))
            return Chance(2) ? JsonValue.Create(!Chance(4)) : new JsonObject { ["type"] = Pick(s_types) };
        var schema = new JsonObject();
        for (var i = _random.Next(1, 4); i > 0; i--)
            Add(schema, depth - 1);
        return schema;
    }

    public JsonNode? Value(int depth) => _random.Next(depth == 0 ? 5 : 9) switch
    {
        0 => null,
        1 => JsonValue.Create(Chance(2)),
        2 => JsonValue.Create(_random.Next(-1, 4)),
        3 => JsonValue.Create(_random.Next(0, 8) / 2.0),
        4 => JsonValue.Create(Pick(["", "a", "b", "ab", "abc", "12", "🐲"])),
        5 or 6 => new JsonArray([.. Enumerable.Range(0, _random.Next(0, 4)).Select(_ => Value(depth - 1))]),
        _ => new JsonObject(s_names.Where(_ => Chance(2)).Select(n => KeyValuePair.Create(n, Value(depth - 1)))),
    };

    private void Add(JsonObject schema, int depth)
    {
        switch (_random.Next(26))
        {
            case 0: schema["type"] = Chance(2) ? Pick(s_types) : new JsonArray(Pick(s_types[..3]), Pick(s_types[3..])); break;
            case 1: schema["enum"] = new JsonArray(Value(1), Value(1), "z"); break;
            case 2: schema["const"] = Value(1); break;
            case 3: schema[Pick(["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"])] = _random.Next(0, 4) / 2.0; break;
            case 4: schema["multipleOf"] = Pick([1, 2]) / 2.0; break;
            case 5: schema[Pick(["minLength", "maxLength"])] = _random.Next(0, 3); break;
            case 6: schema["pattern"] = Pick(s_patterns); break;
            case 7: schema[Pick(["minItems", "maxItems", "minProperties", "maxProperties"])] = _random.Next(0, 3); break;
            case 8: schema["uniqueItems"] = Chance(2); break;
            case 9 or 10: schema["properties"] = Map(s_names, depth); break;
            case 11: schema["patternProperties"] = Map(s_patterns, depth); break;
            case 12: schema["additionalProperties"] = Schema(depth); break;
            case 13: schema["propertyNames"] = Schema(depth); break;
            case 14: schema["required"] = new JsonArray(Pick(s_names)); break;
            case 15: schema["dependentRequired"] = new JsonObject { [Pick(s_names)] = new JsonArray(Pick(s_names)) }; break;
            case 16: schema["dependentSchemas"] = Map(s_names, depth); break;
            case 17: schema["items"] = Schema(depth); break;
            case 18: schema["prefixItems"] = List(depth); break;
            case 19:
                schema["contains"] = Schema(depth);
                schema[Pick(["minContains", "maxContains"])] = _random.Next(0, 3);
                break;
            case 20 or 21: schema[Pick(["allOf", "anyOf", "oneOf"])] = List(depth); break;
            case 22: schema["not"] = Schema(depth); break;
            case 23:
                schema["if"] = Schema(depth);
                schema[Pick(["then", "else"])] = Schema(depth);
                break;
            case 24: schema["unevaluatedProperties"] = Schema(0); break;
            default: schema["unevaluatedItems"] = Schema(0); break;
        }
    }

    private JsonObject Map(string[] names, int depth) => new(names.Where(_ => Chance(2)).Select(n => KeyValuePair.Create(n, (JsonNode?)Schema(depth))));

    private JsonArray List(int depth) => new([.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Schema(depth))]);

    private bool Chance(int of) => _random.Next(of) == 0;

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
