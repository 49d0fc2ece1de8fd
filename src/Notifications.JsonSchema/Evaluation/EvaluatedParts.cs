using System.Text.Json;

namespace Notifications.JsonSchema.Evaluation;

/// <summary>Which members of an object or items of a list some schema has looked at: what <c>unevaluated…</c> leaves alone.</summary>
internal sealed class EvaluatedParts
{
    private readonly bool[] _seen;

    private EvaluatedParts(int count) => _seen = new bool[count];

    public static EvaluatedParts Of(in JsonElement value) => new(value.ValueKind switch
    {
        JsonValueKind.Object => value.GetPropertyCount(),
        JsonValueKind.Array => value.GetArrayLength(),
        _ => 0,
    });

    public bool Contains(int index) => _seen[index];

    public void Add(int index) => _seen[index] = true;

    public void Add(EvaluatedParts others)
    {
        for (var i = 0; i < _seen.Length; i++)
            _seen[i] |= others._seen[i];
    }

    public EvaluatedParts Fresh() => new(_seen.Length);
}
