using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Notifications;

/// <summary>An event's details: an immutable snapshot as UTF-8 JSON, read only when somebody asks.</summary>
public sealed class EventData : IEquatable<EventData>
{
    private JsonDocument? _document;

    private EventData(ReadOnlyMemory<byte> utf8) => Utf8Json = utf8;

    /// <summary>The JSON text as UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8Json { get; }

    /// <summary>The root of the JSON, parsed at the first call and kept.</summary>
    /// <exception cref="JsonException">The text is no JSON. An event with such data is refused at intake.</exception>
    public JsonElement Root => (_document ??= JsonDocument.Parse(Utf8Json)).RootElement;

    /// <summary>Copies UTF-8 JSON. The text is checked when the event is published, not here.</summary>
    /// <param name="utf8Json">The JSON text.</param>
    /// <returns>The snapshot.</returns>
    public static EventData FromUtf8(ReadOnlySpan<byte> utf8Json) => new(utf8Json.ToArray());

    /// <summary>Takes JSON text. The text is checked when the event is published, not here.</summary>
    /// <param name="json">The JSON text.</param>
    /// <returns>The snapshot.</returns>
    public static EventData FromJson([StringSyntax(StringSyntaxAttribute.Json)] string json) => new(Encoding.UTF8.GetBytes(json));

    /// <summary>Serialises an object with a source-generated contract; safe for trimming and native AOT.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="value">The object; it is not kept.</param>
    /// <param name="typeInfo">The contract, for example <c>ShopJsonContext.Default.OrderFailed</c>.</param>
    /// <returns>The snapshot.</returns>
    public static EventData From<T>(T value, JsonTypeInfo<T> typeInfo) => new(JsonSerializer.SerializeToUtf8Bytes(value, typeInfo));

    /// <summary>Serialises an object by reflection, with camel-case names.</summary>
    /// <param name="value">The object; it is not kept.</param>
    /// <returns>The snapshot.</returns>
    [RequiresUnreferencedCode("Serialises by reflection. Use From<T>(value, JsonTypeInfo<T>) in a trimmed application.")]
    [RequiresDynamicCode("Serialises by reflection. Use From<T>(value, JsonTypeInfo<T>) in a native AOT application.")]
    public static EventData From(object value) => new(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), JsonSerializerOptions.Web));

    /// <summary>Copies a JSON element.</summary>
    /// <param name="element">The element.</param>
    public static implicit operator EventData(JsonElement element) => FromJson(element.GetRawText());

    /// <inheritdoc/>
    public bool Equals(EventData? other) => other is not null && Utf8Json.Span.SequenceEqual(other.Utf8Json.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EventData);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Utf8Json.Span);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(Utf8Json.Span);
}
