using System.Text;
using System.Text.Json;
using Notifications.JsonSchema.Text;

namespace Notifications.JsonSchema.Compilation;

/// <summary>What is wrong with a schema, each with its place in the text. The text is searched for it only then.</summary>
internal sealed class ProblemList(string json)
{
    private const int MaxProblems = 20;

    private readonly List<SchemaProblem> _problems = [];
    private byte[]? _utf8;

    public int Count => _problems.Count;

    public bool IsFull => _problems.Count >= MaxProblems;

    public IReadOnlyList<SchemaProblem> All => _problems;

    public void Add(string pointer, string message)
    {
        if (IsFull)
            return;
        _utf8 ??= Encoding.UTF8.GetBytes(json);
        var offset = Locate(_utf8, pointer);
        var before = _utf8.AsSpan(0, offset);
        _problems.Add(new SchemaProblem(pointer, before.Count((byte)'\n') + 1, offset - (before.LastIndexOf((byte)'\n') + 1) + 1, message));
    }

    public void Add(JsonException error) => _problems.Add(new SchemaProblem(
        string.Empty, (int)Math.Min(error.LineNumber.GetValueOrDefault(), int.MaxValue - 1) + 1, (int)Math.Min(error.BytePositionInLine.GetValueOrDefault(), int.MaxValue - 1) + 1, Sentence(error.Message)));

    // The framework says the place a second time.
    private static string Sentence(string message) => "it is no JSON: " + message.Split(" LineNumber:")[0].Split(" Path:")[0];

    /// <summary>Where the name of a member, or an item, begins.</summary>
    private static int Locate(byte[] utf8, string pointer)
    {
        // The top of a text that could not be read.
        if (pointer.Length == 0)
            return 0;
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        var found = 0;
        foreach (var part in pointer.Split('/').Skip(1))
        {
            if (!TryEnter(ref reader, JsonPointer.Unescape(part), out var at))
                break;
            found = at;
        }

        return found;
    }

    private static bool TryEnter(ref Utf8JsonReader reader, string name, out int at)
    {
        at = 0;
        var isList = reader.TokenType == JsonTokenType.StartArray;
        if (!isList && reader.TokenType != JsonTokenType.StartObject)
            return false;
        for (var index = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject); index++)
        {
            at = (int)reader.TokenStartIndex;
            var isHere = isList ? name == index.ToString(System.Globalization.CultureInfo.InvariantCulture) : reader.ValueTextEquals(name);
            if (!isList)
                reader.Read();
            if (isHere)
                return true;
            reader.Skip();
        }

        return false;
    }
}
