using System.Text.Json.Serialization.Metadata;

namespace Notifications.Configuration;

/// <summary>What is known of a CLR type that is published as event.</summary>
/// <param name="ClrType">The type.</param>
/// <param name="Name">The event type.</param>
/// <param name="Severity">The severity of the events; null for Info.</param>
/// <param name="Contract">The registered JSON contract; null when reflection does it.</param>
internal sealed record EventTypeEntry(Type ClrType, string Name, Severity? Severity = null, JsonTypeInfo? Contract = null)
{
    /// <summary>The data of an event made from an object.</summary>
    /// <exception cref="InvalidOperationException">No contract is registered, and the application has no reflection.</exception>
    public EventData Write<T>(T value)
        where T : notnull => ReflectionJson.Write(value, Contract as JsonTypeInfo<T>);
}
