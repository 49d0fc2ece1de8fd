using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Notifications.Configuration;

/// <summary>JSON of types for which no contract was registered. Available only where the application allows reflection.</summary>
internal static class ReflectionJson
{
    private const string Guarded = "Reached only when JsonSerializer.IsReflectionEnabledByDefault, which is false in trimmed and native AOT applications.";

    public static bool IsAvailable => JsonSerializer.IsReflectionEnabledByDefault;

    public static T? Read<T>(EventData data, JsonTypeInfo<T>? contract) =>
        JsonSerializer.Deserialize(data.Utf8Json.Span, contract ?? Contract<T>());

    public static EventData Write<T>(T value, JsonTypeInfo<T>? contract) => EventData.From(value, contract ?? Contract<T>());

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Guarded)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Guarded)]
    private static JsonTypeInfo<T> Contract<T>() => IsAvailable
        ? (JsonTypeInfo<T>)JsonSerializerOptions.Web.GetTypeInfo(typeof(T))
        : throw new InvalidOperationException(
            $"There is no JSON contract for {typeof(T).Name}, and this application has no reflection. Register it: AddEvent(\"…\", MyJsonContext.Default.{typeof(T).Name}).");
}
