using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Notifications.Routing.Conditions;

/// <summary>What was found at a path: a text of the event, a piece of its data, or nothing (a missing text counts as the empty text).</summary>
internal readonly struct PathValue
{
    private const int OnStack = 256;

    public PathValue(string? text) => Text = text ?? string.Empty;

    public PathValue(JsonElement element) => Element = element;

    public delegate TResult TextReader<in TState, out TResult>(ReadOnlySpan<char> text, TState state);

    /// <summary>The text of an attribute or label; null for data.</summary>
    public string? Text { get; }

    /// <summary>The piece of data; undefined when there is none.</summary>
    public JsonElement Element { get; }

    public bool Exists => Text is null ? Element.ValueKind != JsonValueKind.Undefined : Text.Length > 0;

    /// <summary>Shows the scalar as characters without making a string of it.</summary>
    public bool TryReadText<TState, TResult>(TState state, TextReader<TState, TResult> read, out TResult? result)
    {
        result = default;
        if (Text is not null)
        {
            result = read(Text, state);
            return true;
        }

        if (Element.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
            return false;
        var raw = JsonMarshal.GetRawUtf8Value(Element);
        if (Element.ValueKind == JsonValueKind.String)
        {
            if (raw.Contains((byte)'\\'))
            {
                result = read(Element.GetString(), state);
                return true;
            }

            raw = raw[1..^1];
        }

        char[]? rented = null;
        var characters = raw.Length <= OnStack ? stackalloc char[OnStack] : (rented = ArrayPool<char>.Shared.Rent(raw.Length));
        try
        {
            result = read(characters[..Encoding.UTF8.GetChars(raw, characters)], state);
            return true;
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }
}
