using System.Text.Json;
using Notifications.JsonSchema.Evaluation;

namespace Notifications.JsonSchema.Text;

/// <summary>Kinds of values, in the words of the specification and in those of messages.</summary>
internal static class KindNames
{
    private static readonly (string Name, JsonKinds Kind, string Words)[] All =
    [
        ("null", JsonKinds.Null, "null"), ("boolean", JsonKinds.Truth, "true or false"), ("integer", JsonKinds.Integer, "a whole number"),
        ("number", JsonKinds.Number, "a number"), ("string", JsonKinds.Text, "a text"), ("array", JsonKinds.List, "a list"), ("object", JsonKinds.Object, "an object"),
    ];

    public static IEnumerable<string> Names => All.Select(static k => k.Name);

    public static bool TryFind(string name, out JsonKinds kind)
    {
        kind = Array.Find(All, k => k.Name == name).Kind;
        return kind != JsonKinds.None;
    }

    public static JsonKinds KindOf(in JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => JsonKinds.Null,
        JsonValueKind.True or JsonValueKind.False => JsonKinds.Truth,
        JsonValueKind.Number => SchemaNumber.Of(value).IsWhole ? JsonKinds.Integer : JsonKinds.Fraction,
        JsonValueKind.String => JsonKinds.Text,
        JsonValueKind.Array => JsonKinds.List,
        _ => JsonKinds.Object,
    };

    /// <summary>What a value is, for a message.</summary>
    public static string Describe(JsonKinds kind) => kind == JsonKinds.Fraction ? "a number with a fraction" : Array.Find(All, k => k.Kind == kind).Words;

    /// <summary>What would be right, for a message.</summary>
    public static string List(JsonKinds kinds) =>
        string.Join(" or ", All.Where(k => (kinds & k.Kind) == k.Kind && !(k.Kind == JsonKinds.Integer && (kinds & JsonKinds.Number) == JsonKinds.Number)).Select(static k => k.Words));
}
